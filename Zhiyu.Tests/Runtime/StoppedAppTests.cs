using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Cascade;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Runtime;

/// <summary>The app is stopped, as by a deployment, each time while the model thinks.</summary>
public sealed class StoppedAppTests(AzuriteFixture azurite)
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["RUNTIME_ENABLED"] = "true",
        ["LLM_PROVIDER"] = "simulated",
        ["LLM_MAX_RETRIES"] = "0",
        ["ALLOCATION_COMMENT_QUOTA"] = "0",
        ["FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING"] = "true",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_stops_than_a_message_has_deliveries_end_no_run()
    {
        const int stops = 7;
        var account = azurite.NewAccount();
        var model = new ScriptedChatClient(_ => ForumWorld.Reply("我看未必。"));
        string runId;
        await using (var app = await StartAsync(account, model))
        {
            await app.Get<CommunityStore>().AddAsync(Some.Community(), Token);
            foreach (var id in (string[])["ai", "bo"])
                await app.Get<AgentStore>().AddAsync(Some.Agent(id), Token);
            model.Think = token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            var written = await app.Get<PostWriter>().WriteAsync(Some.NewPost(), Token);
            runId = Ids.Run(Assert.IsType<WriteResult<Post>.Written>(written).EventId, "bo");
            await Eventually.TrueAsync(() => model.Prompts.Count == 1);
        }

        for (var stop = 2; stop <= stops; stop++)
        {
            await using var app = await StartAsync(account, model);
            await Eventually.TrueAsync(() => Task.FromResult(model.Prompts.Count == stop), TimeSpan.FromMinutes(1));
        }

        model.Think = _ => Task.CompletedTask;
        await using var last = await StartAsync(account, model);
        var threads = last.Get<ThreadStore>();
        await Eventually.TrueAsync(
            async () => await threads.FindAsync<Run>(runId, Token) is { Row.HasEnded: true }, TimeSpan.FromMinutes(1));
        var run = (await threads.FindAsync<Run>(runId, Token))!.Row;
        Assert.Equal((RunStatus.Published, 0, 0), (run.Status, run.Failures, run.Deaths));
        Assert.Equal(stops + 1, run.Usage.Calls);
        Assert.Equal(stops + 1, model.Prompts.Count);
        Assert.Equal(0, await last.Get<PoisonStore>().CountAsync(10, Token));
        await CascadeAudit.AssertAccountsAsync(last.Get<LedgerStore>(), [run], Token);
    }

    private static Task<RunningApp> StartAsync(string account, ScriptedChatClient model) =>
        RunningApp.StartAsync(account, Settings, services => services.AddModel(model));
}
