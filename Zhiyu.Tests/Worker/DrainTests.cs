using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Storage;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Worker;

public sealed class DrainTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_that_is_drained_gives_back_what_it_was_at_and_ends_in_order()
    {
        var account = azurite.NewAccount();
        await WorkerForum.FoundAsync(account);
        var left = new TaskCompletionSource();
        await using var model = await FakeOpenAiServer.Start(context =>
        {
            context.RequestAborted.Register(() => left.TrySetResult());
            return FakeOpenAiServer.SaysNothing(context);
        });
        await using var app = await WorkerApp.StartAsync(account, WorkerForum.SettingsFor(model));
        var post = await WorkerForum.PostAsync(app.Client);
        await Eventually.TrueAsync(() => model.Requests.Count == 1);

        Assert.Equal(0, await app.Host.DrainAsync().Soon());

        await left.Task.Soon();
        QueueMessage? message = await new QueueClient(account, AssignmentMessage.Queue)
            .ReceiveMessageAsync(cancellationToken: Token);
        Assert.Equal(2, message?.DequeueCount);
        await using var storage = await StorageHarness.StartAsync(account, Token);
        var run = await storage.GetRequiredService<ThreadStore>()
            .FindAsync<Run>(Ids.Run(post.Meta.GetProperty("event_id").GetString()!, "bo"), Token);
        Assert.Equal((RunStatus.Running, null), (run?.Row.Status, run?.Row.LeasedUntil));
    }
}
