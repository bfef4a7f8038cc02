using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Queues;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Storage;

public sealed class WorkQueueTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("no base64")]
    [InlineData("bm8gSlNPTg==")]
    [InlineData("bnVsbA==")]
    public async Task What_is_no_message_of_the_queue_is_received_as_none_and_can_be_deleted(string text)
    {
        await using var services = await StorageHarness.StartAsync(azurite.NewAccount(), Token);
        var queue = services.GetRequiredService<IWorkQueue<EventMessage>>();
        await services.GetRequiredService<QueueServiceClient>()
            .GetQueueClient(EventMessage.Queue).SendMessageAsync(text, Token);

        var received = Assert.Single(await queue.ReceiveAsync(1, TimeSpan.FromMinutes(1), Token));

        Assert.Null(received.Message);
        await queue.DeleteAsync(received.Receipt, Token);
        Assert.Equal(0, (await queue.MeasureAsync(Token)).Messages);
    }
}
