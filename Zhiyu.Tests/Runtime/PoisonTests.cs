using Azure.Storage.Queues;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

public sealed class PoisonTests(AzuriteFixture azurite)
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["RUNTIME_ENABLED"] = "true",
        ["LLM_PROVIDER"] = "simulated",
        ["LLM_MAX_RETRIES"] = "0",
        ["LLM_BREAKER_CALLS"] = "1000",
        // Five attempts at once instead of ten seconds apart.
        ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:00",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_whose_attempts_all_fail_ends_as_failed_and_says_why()
    {
        var model = new ScriptedChatClient(_ => throw new NotSupportedException("A fault of ours."));
        await using var app = await StartAsync(azurite.NewAccount(), model);

        var written = await app.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);

        var eventId = Assert.IsType<WriteResult<Post>.Written>(written).EventId;
        var run = Ids.Run(eventId, "bo");
        var threads = app.Get<ThreadStore>();
        await Eventually.TrueAsync(async () => await threads.FindAsync<Run>(run, Token) is { Row.HasEnded: true });
        var failed = (await threads.FindAsync<Run>(run, Token))!.Row;
        Assert.Equal((RunStatus.Failed, 5), (failed.Status, failed.Attempts));
        Assert.Contains(nameof(NotSupportedException), failed.Reason, StringComparison.Ordinal);
        Assert.Equal(5, model.Prompts.Count);
    }

    [Theory]
    [InlineData("this is not base64!", "this is not base64!")]
    [InlineData("//79", "//79")] // not UTF-8
    [InlineData("bm90IGpzb24=", "not json")]
    [InlineData("e30=", "{}")]
    public async Task A_message_that_is_not_ours_goes_on_record_and_the_queue_goes_on(string text, string shown)
    {
        var account = azurite.NewAccount();
        await using var app = await StartAsync(
            account, new ScriptedChatClient(_ => """{"action":"reply","body":"我看未必。"}"""));

        await new QueueClient(account, EventMessage.Queue).SendMessageAsync(text, Token);
        await new QueueClient(account, AssignmentMessage.Queue).SendMessageAsync(text, Token);
        await app.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);

        await Eventually.TrueAsync(async () => await app.Get<PoisonStore>().CountAsync(10, Token) == 2);
        var recorded = await app.Get<PoisonStore>().PageAsync(after: null, take: 10, Token);
        Assert.Equal([AssignmentMessage.Queue, EventMessage.Queue], recorded.Select(each => each.Row.Queue).Order());
        Assert.All(recorded, each => Assert.Equal((PoisonKind.Message, shown), (each.Row.Kind, each.Row.Text)));
        foreach (var queue in app.Get<IEnumerable<MonitoredQueue>>())
            await Eventually.TrueAsync(async () => await queue.Poison.CountAsync(Token) == 0);
        await Eventually.TrueAsync(async () => await app.Services.CommentsAsync() > 0);
    }

    private static async Task<RunningApp> StartAsync(string account, IChatClient model)
    {
        var app = await RunningApp.StartAsync(account, Settings, services => services.AddModel(model));
        await app.Get<CommunityStore>().AddAsync(Some.Community(), Token);
        foreach (var id in (string[])["ai", "bo"])
            await app.Get<Core.Agents.AgentStore>().AddAsync(Some.Agent(id), Token);
        return app;
    }
}
