using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace Zhiyu.Tests.Support;

public sealed class AzuriteFixtureTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_accounts_share_no_tables()
    {
        var (one, other) = (azurite.NewAccount(), azurite.NewAccount());
        await new TableClient(one, "notes").CreateAsync(Token);

        Assert.Equal(["notes"], await TablesOf(one));
        Assert.Empty(await TablesOf(other));
    }

    [Fact]
    public async Task A_queue_carries_a_message()
    {
        var queue = new QueueClient(azurite.NewAccount(), "letters");
        await queue.CreateAsync(cancellationToken: Token);
        await queue.SendMessageAsync("hello", Token);

        var message = await queue.ReceiveMessageAsync(cancellationToken: Token);

        Assert.Equal("hello", message.Value.Body.ToString());
    }

    private static async Task<List<string>> TablesOf(string account) =>
        await new TableServiceClient(account).QueryAsync(cancellationToken: Token)
            .Select(table => table.Name).ToListAsync(Token);
}
