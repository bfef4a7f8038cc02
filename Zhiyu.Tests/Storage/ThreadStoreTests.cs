using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage;

public sealed class ThreadStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _thread = Ids.NewThread(Some.Time, Some.Random());
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ThreadStore Store => _services.GetRequiredService<ThreadStore>();

    public async ValueTask InitializeAsync() =>
        _services = await StorageHarness.StartAsync(azurite.NewAccount(), Token);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory]
    [InlineData("天地玄黄\"", 40_000)] // as long as the contract allows
    [InlineData("😀", 100_000)] // twelve characters of JSON each
    [InlineData("\uE000\u0378", 100_000)] // as many UTF-16 units as are let in, six characters of JSON each
    public async Task The_longest_body_comes_back_whole(string text, int times)
    {
        var post = Some.Post(_thread) with { Body = string.Concat(Enumerable.Repeat(text, times)) };

        await CommitAsync(new ThreadTransaction(_thread).Add(post));

        Assert.Equal(post.Body, (await Store.FindAsync<Post>(_thread, Token))!.Row.Body);
    }

    [Fact]
    public async Task Noise_that_nothing_compresses_fits_too()
    {
        var random = Some.Random();
        var noise = string.Create(200_000, random, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = (char)source.Next(0x3400, 0xD800);
        });

        await CommitAsync(new ThreadTransaction(_thread).Add(Some.Post(_thread) with { Body = noise }));

        Assert.Equal(noise, (await Store.FindAsync<Post>(_thread, Token))!.Row.Body);
    }

    private async Task<CommitResult.Committed> CommitAsync(ThreadTransaction transaction) =>
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(transaction, Token));
}
