using Azure.Data.Tables;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Storage;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

public sealed class NonceStoreTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TableServiceClient _tables = new(azurite.NewAccount());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_nonce_that_one_instance_has_used_is_refused_by_the_others()
    {
        await NewInstance().TryUseAsync("n", Some.Time, Token);

        Assert.False(await NewInstance().TryUseAsync("n", Some.Time, Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_many_instances_at_once_one_uses_the_nonce(bool usedLongAgo)
    {
        if (usedLongAgo) await NewInstance().TryUseAsync("n", Some.Time.AddDays(-1), Token);

        var used = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => NewInstance().TryUseAsync("n", Some.Time, Token)));

        Assert.Single(used, one => one);
    }

    public async ValueTask InitializeAsync() => await _tables.CreateTableAsync(NonceStore.Table, Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private NonceStore NewInstance() => new(new AzureTables(_tables, new OverflowBlobs(container: null)));
}
