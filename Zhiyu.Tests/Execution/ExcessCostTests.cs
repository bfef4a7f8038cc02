using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Cascade;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution;

/// <summary>A provider counts many times the tokens that were estimated, as of thoughts that it does not show.</summary>
public sealed class ExcessCostTests(AzuriteFixture azurite)
{
    private const int InFlight = 9;
    private const long Limit = 30_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_first_excess_no_instance_starts_a_call_beyond_the_limit()
    {
        await using var world = await ForumWorld.CreateAsync(azurite, Token);
        world.Settings["BUDGET_FORUM_TOKENS_PER_DAY"] = $"{Limit}";
        world.Model.OutputTokens = 10_000;
        var (all, one) = (new TaskCompletionSource(), new TaskCompletionSource());
        world.Model.Wait = call => call == 1 ? one.Task : all.Task;
        await using var first = world.Start();
        await using var second = world.Start();
        var assignments = await AssignAsync(first);

        var running = assignments.Take(InFlight).Select((each, index) =>
            (index % 2 == 0 ? first : second).Get<Executor>().ExecuteAsync(each, Token)).ToList();
        await Eventually.TrueAsync(() => world.Model.Prompts.Count == InFlight);
        one.SetResult();
        await await Task.WhenAny(running);
        var taken = await TakenAsync(world);
        // By the estimate there would be room for more.
        Assert.InRange(taken, 10_000, Limit - 2_000);
        foreach (var each in assignments.Skip(InFlight))
            await second.Get<Executor>().ExecuteAsync(each, Token).Soon();

        Assert.Equal(InFlight, world.Model.Prompts.Count);
        all.SetResult();
        await Task.WhenAll(running).Soon();
        Assert.Equal(InFlight * 10_100, await TakenAsync(world));
        var runs = await RunsAsync(world, assignments);
        Assert.All(runs.Skip(InFlight), run => Assert.Equal(
            (RunStatus.Throttled, "forum_tokens_per_day"), (run.Status, run.Reason)));
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, runs, Token);
    }

    [Fact]
    public async Task A_try_that_took_more_than_its_reservation_is_not_repeated_beyond_the_limit()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Sends("""
            {"id":"1","object":"chat.completion","created":1700000000,"model":"m","choices":[{"index":0,
            "finish_reason":"stop","message":{"role":"assistant","content":""}}],
            "usage":{"prompt_tokens":100,"completion_tokens":28000,"total_tokens":28100}}
            """));
        await using var world = await ForumWorld.CreateAsync(azurite, Token, server);
        world.Settings["BUDGET_FORUM_TOKENS_PER_DAY"] = $"{Limit}";
        await using var process = world.Start();
        var assignments = await AssignAsync(process);

        await process.Get<Executor>().ExecuteAsync(assignments[0], Token);
        await process.Get<Executor>().ExecuteAsync(assignments[1], Token);

        Assert.Single(server.Requests);
        Assert.Equal(28_100, await TakenAsync(world));
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, await RunsAsync(world, assignments), Token);
    }

    [Fact]
    public async Task An_unknown_usage_of_such_a_model_counts_as_what_was_reserved()
    {
        await using var server = await FakeOpenAiServer.Start(
            FakeOpenAiServer.Sends("""
            {"id":"1","object":"chat.completion","created":1700000000,"model":"m","choices":[{"index":0,
            "finish_reason":"stop","message":{"role":"assistant","content":"{\"action\":\"decline\",\"body\":\"-\"}"}}],
            "usage":{"prompt_tokens":100,"completion_tokens":5120,"total_tokens":5220}}
            """),
            FakeOpenAiServer.SaysNothing);
        await using var world = await ForumWorld.CreateAsync(azurite, Token, server);
        world.Settings["LLM_MAX_TOKENS"] = "512";
        world.Settings["LLM_TIMEOUT_MS"] = "500";
        await using var process = world.Start();
        var assignments = await AssignAsync(process);

        await process.Get<Executor>().ExecuteAsync(assignments[0], Token);
        await process.Get<Executor>().ExecuteAsync(assignments[1], Token);

        var runs = await RunsAsync(world, assignments);
        Assert.Equal((1, 5_120, true),
            (runs[1].Usage.Calls, runs[1].Usage.CompletionTokens, runs[1].Usage.Estimated));
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, runs, Token);
    }

    private static async Task<long> TakenAsync(ForumWorld world) =>
        Assert.Single((await world.Ledgers.ReadAsync(LedgerId.Forum, Token)).Ledger.Days).Taken.Tokens;

    private static async Task<IReadOnlyList<Run>> RunsAsync(
        ForumWorld world, IEnumerable<AssignmentMessage> assignments) => await Task.WhenAll(assignments.Select(
            async each => (await world.Threads.FindAsync<Run>(each.RunId, Token))!.Row));

    /// <summary>Three runs for each of four posts, none of them taken up yet.</summary>
    private static async Task<IReadOnlyList<AssignmentMessage>> AssignAsync(ForumProcess process)
    {
        List<AssignmentMessage> assignments = [];
        for (var post = 0; post < 4; post++)
        {
            var written = Assert.IsType<WriteResult<Post>.Written>(
                await process.Get<PostWriter>().WriteAsync(Some.NewPost(runId: $"run-{post}"), Token));
            var outcome = await process.Get<Allocator>().AllocateAsync(new EventMessage(written.EventId), Token);
            assignments.AddRange(Assert.IsType<AllocationOutcome.Decided>(outcome).Record.RunIds
                .Select(id => new AssignmentMessage(id)));
        }

        return assignments;
    }
}
