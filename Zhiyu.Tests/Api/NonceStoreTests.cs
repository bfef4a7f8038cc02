using Azure.Data.Tables;
using Zhiyu.Core.Api.Writing;
using Zhiyu.Core.Storage;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

public sealed class NonceStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TableServiceClient _tables = new(azurite.NewAccount());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, false)]
    [InlineData(600, false)]
    [InlineData(601, true)]
    public async Task A_nonce_is_refused_for_ten_minutes_on_every_instance(int secondsLater, bool usable)
    {
        await NewInstance().TryUseAsync("n/\\#?智", Some.Time, Token);

        var used = await NewInstance().TryUseAsync("n/\\#?智", Some.Time.AddSeconds(secondsLater), Token);

        Assert.Equal(usable, used);
    }

    [Fact]
    public async Task A_nonce_used_anew_is_refused_anew()
    {
        var later = Some.Time.AddHours(1);
        await NewInstance().TryUseAsync("n", Some.Time, Token);
        await NewInstance().TryUseAsync("n", later, Token);

        Assert.False(await NewInstance().TryUseAsync("n", later.AddMinutes(1), Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_at_once_one_uses_the_nonce(bool usedLongAgo)
    {
        if (usedLongAgo) await NewInstance().TryUseAsync("n", Some.Time.AddDays(-1), Token);

        var used = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => NewInstance().TryUseAsync("n", Some.Time, Token)));

        Assert.Single(used, one => one);
    }

    public async ValueTask InitializeAsync() => await _tables.CreateTableAsync(Keys.Nonces, Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private INonceStore NewInstance() => new TableNonceStore(_tables);
}
