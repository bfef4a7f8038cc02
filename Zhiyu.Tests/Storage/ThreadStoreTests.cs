using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Forum;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage;

public sealed class ThreadStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _thread = Ids.NewThread(Some.Time, Some.Random());
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IThreadStore Store => _services.GetRequiredService<IThreadStore>();

    public async ValueTask InitializeAsync() =>
        _services = await StorageHarness.StartAsync(azurite.NewAccount(), Token);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_row_that_is_not_there_is_null()
    {
        Assert.Null(await Store.FindAsync<Post>(_thread, Token));
    }

    [Fact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        var post = Some.Post(_thread) with { Title = "“自由” <b>{{ 1 + 1 }}</b> 😀", Tags = ["一", "二"] };

        await CommitAsync(new ThreadTransaction(_thread).Add(post));

        var found = await Store.FindAsync<Post>(_thread, Token);
        Assert.Equivalent(post, found!.Row, strict: true);
    }

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

    [Fact]
    public async Task Adding_what_is_there_changes_nothing_of_the_transaction()
    {
        await CommitAsync(new ThreadTransaction(_thread).Add(Some.Post(_thread)));

        var result = await Store.CommitAsync(
            new ThreadTransaction(_thread).Add(Some.Comment(_thread, 1)).Add(Some.Post(_thread)), Token);

        Assert.IsType<CommitResult.Conflict>(result);
        Assert.Null(await Store.FindAsync<Comment>(Ids.Comment(_thread, 1), Token));
    }

    [Fact]
    public async Task Replacing_what_has_changed_since_it_was_read_changes_nothing()
    {
        await CommitAsync(new ThreadTransaction(_thread).Add(Some.Post(_thread)));
        var read = (await Store.FindAsync<Post>(_thread, Token))!;
        await CommitAsync(new ThreadTransaction(_thread).Replace(read, read.Row with { VoteScore = 1 }));

        var result = await Store.CommitAsync(
            new ThreadTransaction(_thread).Replace(read, read.Row with { VoteScore = 2 }), Token);

        Assert.IsType<CommitResult.Conflict>(result);
        Assert.Equal(1, (await Store.FindAsync<Post>(_thread, Token))!.Row.VoteScore);
    }

    [Fact]
    public async Task The_tags_of_a_commit_are_good_for_the_next_replacement()
    {
        var post = Some.Post(_thread);
        var committed = await CommitAsync(new ThreadTransaction(_thread).Add(Some.Comment(_thread, 1)).Add(post));

        var result = await Store.CommitAsync(
            new ThreadTransaction(_thread).Replace(new Stored<Post>(post, committed.ETags[1]), post), Token);

        Assert.IsType<CommitResult.Committed>(result);
    }

    [Fact]
    public async Task Comments_come_oldest_first_and_only_those_after_the_place()
    {
        var transaction = new ThreadTransaction(_thread).Add(Some.Post(_thread));
        for (var sequence = 1; sequence <= 12; sequence++) transaction.Add(Some.Comment(_thread, sequence));
        await CommitAsync(transaction);

        var comments = await Store.CommentsAfterAsync(_thread, sequence: 9, take: 2, Token);

        Assert.Equal([10, 11], comments.Select(comment => comment.Sequence));
    }

    private async Task<CommitResult.Committed> CommitAsync(ThreadTransaction transaction) =>
        Assert.IsType<CommitResult.Committed>(await Store.CommitAsync(transaction, Token));
}
