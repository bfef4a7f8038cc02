using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Retention;

/// <summary>A post, the replies that it called for, an action and a report; then time passes.</summary>
public sealed class PurgeTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    // What the runs, the memories, the audit trail, the review queue, the stream and the webhooks take where there is
    // nothing to remove: the agents and a query each for the first two, and one for each of the others.
    private const int Idle = (2 * (1 + 4)) + 1 + 1 + 1 + 1;

    // Two queries for the forum, the community and each agent, and one for the weeks, once a day.
    private const int Quality = (2 * (1 + 1 + 4)) + 1;

    private readonly AzuriteFixture _azurite = azurite;

    [Fact]
    public async Task After_ninety_days_runs_and_actions_are_gone_and_the_conversation_is_not()
    {
        var post = await LiveAsync(World, Process);
        var runs = await RunsAsync(World);
        Assert.Equal(5, runs.Count);
        await PassAsync(World, days: 89);
        await Process.Get<Purge>().RunAsync(Token);
        Assert.Equal(runs, await RunsAsync(World));
        Assert.Single((await World.Observer.Get<AuditReader>().NewestAsync(null, 10, Token)).Items);

        await PassAsync(World, days: 2);
        await Process.Get<Purge>().RunAsync(Token);

        await AssertPurgedAsync(World, post, runs);
    }

    [Fact]
    public async Task A_run_that_has_not_ended_or_ended_lately_stays()
    {
        var post = await LiveAsync(World, Process);
        var (waiting, late) = (Some.Run(post, "ai", "wait"), Some.Run(post, "ai", "late").End(
            RunStatus.Skipped, reason: null, Some.Time.AddDays(50)));
        await World.Threads.CommitAsync(new ThreadTransaction(post).Add(waiting).Add(late), Token);
        foreach (var run in (Run[])[waiting, late])
            await World.Observer.Get<AgentRuns>().AddAsync(AgentRun.Of(run), Token);
        await PassAsync(World, days: 91);

        await Process.Get<Purge>().RunAsync(Token);

        Assert.Equal(
            new[] { waiting.Id, late.Id }.Order(), (await RunsAsync(World)).Order(StringComparer.Ordinal));
        Assert.NotNull(await World.Threads.FindAsync<Run>(waiting.Id, Token));
        Assert.NotNull(await World.Threads.FindAsync<Run>(late.Id, Token));
    }

    [Fact]
    public async Task A_failed_run_leaves_the_list_of_what_can_be_sent_again()
    {
        var post = await LiveAsync(World, Process);
        var failed = Some.Run(post, "ai", "fail").End(RunStatus.Failed, "boom", Some.Time);
        await Process.Get<PoisonStore>().RecordAsync(Some.FailureOf(failed), Token);
        await World.Threads.CommitAsync(new ThreadTransaction(post).Add(failed), Token);
        await World.Observer.Get<AgentRuns>().AddAsync(AgentRun.Of(failed), Token);
        await PassAsync(World, days: 91);

        await Process.Get<Purge>().RunAsync(Token);

        Assert.Equal(0, await World.Observer.Get<PoisonStore>().CountAsync(10, Token));
        Assert.Null(await World.Threads.FindAsync<Run>(failed.Id, Token));
    }

    [Fact]
    public async Task A_purge_does_so_much_and_the_next_one_goes_on()
    {
        var post = await LiveAsync(World, Process);
        var runs = await RunsAsync(World);
        await PassAsync(World, days: 91);
        Process.Get<IOptions<RetentionOptions>>().Value.MostAtOnce = 2;

        List<int> costs = [];
        for (var round = 0; round < 10 && (costs.Count == 0 || costs[^1] > Idle); round++)
        {
            var before = Process.Policy.Operations;
            await Process.Get<Purge>().RunAsync(Token);
            costs.Add(Process.Policy.Operations - before - (round == 0 ? Quality : 0));
        }

        // Of two runs at most three transactions each, a query and a removal for each agent; the same for two actions.
        Assert.All(costs, cost => Assert.InRange(cost, Idle, Idle + (2 * 4) + (2 * 4) + 4));
        Assert.InRange(costs.Count, 3, 9);
        await AssertPurgedAsync(World, post, runs);
    }

    [Fact]
    public async Task Several_at_once_do_no_harm()
    {
        var post = await LiveAsync(World, Process);
        var runs = await RunsAsync(World);
        await PassAsync(World, days: 91);
        await using var other = World.Start();

        await Task.WhenAll(
            new[] { Process, other, Process, other }.Select(each => each.Get<Purge>().RunAsync(Token)));

        await AssertPurgedAsync(World, post, runs);
    }

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    internal async Task Wherever_a_purge_dies_the_next_one_goes_on(Death death)
    {
        var operations = await CaseAsync(diesAt: null, death);
        await Deaths.AtEachAsync(operations, k => CaseAsync(k, death), Token);
    }

    private async Task<int> CaseAsync(int? diesAt, Death death)
    {
        await using var world = await ForumWorld.CreateAsync(_azurite, Token);
        var post = await LiveAsync(world, world.Observer);
        var runs = await RunsAsync(world);
        await PassAsync(world, days: 91);
        var mortal = new MortalPolicy(diesAt, death);
        await using (var process = world.Start(mortal))
        {
            if (diesAt is null) await process.Get<Purge>().RunAsync(Token);
            else await Assert.ThrowsAsync<AggregateException>(() => process.Get<Purge>().RunAsync(Token));
        }

        await using var successor = world.Start();
        await successor.Get<Purge>().RunAsync(Token);
        await AssertPurgedAsync(world, post, runs);
        return mortal.Operations;
    }

    private static async Task<string> LiveAsync(ForumWorld world, ForumProcess process)
    {
        var written = Assert.IsType<WriteResult<Post>.Written>(
            await process.Get<PostWriter>().WriteAsync(Some.NewPost(), Token));
        await process.DrainAsync(Token);
        await process.Get<ContentModeration>().TakeAsync(
            new GovernanceOrder(GovernanceActionKind.Fold, GovernanceTarget.Post, written.Value.Id, "root", "长"),
            Token);
        // A report that was about to be made when its process died.
        await process.Get<ReviewIndex>().AddAsync(new ReviewEntry(written.Value.Id, world.Time.GetUtcNow()), Token);
        return written.Value.Id;
    }

    private static Task PassAsync(ForumWorld world, int days)
    {
        world.Clock.Advance(TimeSpan.FromDays(days));
        return Task.CompletedTask;
    }

    private static async Task<IReadOnlyList<string>> RunsAsync(ForumWorld world) =>
    [
        .. (await Task.WhenAll(ForumWorld.Agents.Select(agent =>
            world.Observer.Get<AgentRuns>().NewestAsync(agent, after: null, 100, Token))))
            .SelectMany(entries => entries.Select(entry => entry.RunId)),
    ];

    private static async Task AssertPurgedAsync(ForumWorld world, string post, IReadOnlyList<string> runs)
    {
        Assert.Empty(await RunsAsync(world));
        foreach (var run in runs) Assert.Null(await world.Threads.FindAsync<Run>(run, Token));
        Assert.Null(await world.Threads.FindAsync<GovernanceAction>(Ids.Action(post, 1), Token));
        Assert.Empty(await world.Observer.Get<AuditIndex>().NewestAsync(after: null, 10, Token));
        Assert.Empty((await world.Observer.Get<AuditReader>().OfTargetAsync(post, before: null, 10, Token))!.Items);
        Assert.Empty(await world.Observer.Get<ReviewIndex>().OldestAsync(after: null, 10, Token));
        Assert.Empty(await world.Observer.Get<ForumStream>().ReadAsync(
            StreamPosition.Of(Some.Time), StreamPosition.Of(Some.Time.AddDays(1)), 100, Token));
        Assert.NotEmpty(await world.Threads.CommentsAfterAsync(post, 0, 100, Token));
        Assert.Equal(1, (await world.Threads.FindAsync<Review>(post, Token))!.Row.Actions);
    }
}
