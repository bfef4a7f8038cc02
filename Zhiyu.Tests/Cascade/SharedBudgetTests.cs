using System.Collections.Concurrent;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Cascade;

/// <summary>Sixty-four executors in four processes work for one forum with one budget.</summary>
public sealed class SharedBudgetTests(AzuriteFixture azurite)
{
    private const int Executors = 64;
    private const int Processes = 4;

    // About a third of what the runs would like: some publish, some are throttled; the first ones win.
    private const int Cap = 12_000;

    // Nothing else may receive these messages.
    private static readonly TimeSpan Invisible = TimeSpan.FromHours(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_never_spend_more_than_there_is_and_the_runs_add_up_to_the_ledger()
    {
        await using var world = await TightWorldAsync();
        var assignments = await AssignAsync(world);

        await WorkAsync(world, assignments, _ => new MortalPolicy());

        var runs = await AuditAsync(world, assignments);
        var asked = runs.Where(run => run.Usage.Calls > 0).ToList();
        Assert.Equal(asked.Count, world.Model.Prompts.Count);
        Assert.All(runs.Except(asked), run => Assert.Equal(
            (RunStatus.Throttled, Budget.ForumTokensPerDay.ToWord()), (run.Status, run.Reason)));
        Assert.InRange(asked.Count, 1, runs.Count - 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nor_when_processes_die_at_any_moment(int seed)
    {
        await using var world = await TightWorldAsync();
        var assignments = await AssignAsync(world);
        var random = Some.Random(seed);

        var rest = assignments;
        for (var round = 0; round < 3; round++)
        {
            var deaths = Enumerable.Range(0, Processes)
                .Select(_ => new MortalPolicy(random.Next(20, 120), random.Next(2) == 0 ? Death.Before : Death.After))
                .ToList();
            rest = await WorkAsync(world, rest, process => deaths[process]);
            await world.PassLeasesAsync();
        }

        // Each message comes back until somebody has dealt with it, also where the run had ended.
        await WorkAsync(world, assignments, _ => new MortalPolicy());
        await AuditAsync(world, assignments);
    }

    private async Task<ForumWorld> TightWorldAsync()
    {
        var world = await ForumWorld.CreateAsync(azurite, Token);
        world.Settings["BUDGET_FORUM_TOKENS_PER_DAY"] = $"{Cap}";
        world.Settings["BUDGET_AGENT_ACTIONS_PER_HOUR"] = "1000";
        return world;
    }

    /// <summary>Three runs for each of many posts, none of them taken up yet.</summary>
    private static async Task<List<AssignmentMessage>> AssignAsync(ForumWorld world)
    {
        await using var process = world.Start();
        List<AssignmentMessage> assignments = [];
        while (assignments.Count < 2 * Executors)
        {
            await process.Get<PostWriter>().WriteAsync(Some.NewPost(runId: $"run-{assignments.Count}"), Token);
            var events = await process.Get<IWorkQueue<EventMessage>>().ReceiveAsync(32, Invisible, Token);
            foreach (var told in events) await process.Get<Allocator>().AllocateAsync(told.Message!, Token);
            var received = await process.Get<IWorkQueue<AssignmentMessage>>().ReceiveAsync(32, Invisible, Token);
            assignments.AddRange(received.Select(each => each.Message!));
        }

        return [.. assignments.DistinctBy(assignment => assignment.RunId)];
    }

    /// <returns>What was not dealt with.</returns>
    private static async Task<List<AssignmentMessage>> WorkAsync(
        ForumWorld world, IReadOnlyList<AssignmentMessage> assignments, Func<int, MortalPolicy> policy)
    {
        var waiting = new ConcurrentQueue<AssignmentMessage>(assignments);
        var undone = new ConcurrentBag<AssignmentMessage>();
        var processes = Enumerable.Range(0, Processes).Select(each => world.Start(policy(each))).ToList();
        await Task.WhenAll(Enumerable.Range(0, Executors).Select(executor => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out var assignment))
            {
                if (!await IsDoneAsync(processes[executor % Processes], assignment)) undone.Add(assignment);
            }
        })));
        foreach (var process in processes) await process.DisposeAsync();
        return [.. undone];
    }

    private static async Task<bool> IsDoneAsync(ForumProcess process, AssignmentMessage assignment)
    {
        // Where many write the same ledgers some give way and come back later.
        while (true)
        {
            try
            {
                var outcome = await process.Get<Executor>().ExecuteAsync(assignment, Token);
                if (outcome is not RunOutcome.Waiting) return outcome is not RunOutcome.HeldElsewhere;
            }
            catch (ProcessDiedException)
            {
                return false;
            }
        }
    }

    private static async Task<IReadOnlyList<Run>> AuditAsync(
        ForumWorld world, IReadOnlyList<AssignmentMessage> assignments)
    {
        List<Run> runs = [];
        foreach (var assignment in assignments)
            runs.Add((await world.Threads.FindAsync<Run>(assignment.RunId, Token))!.Row);
        Assert.All(runs, run => Assert.True(run.HasEnded, $"Run {run.Id} hangs as {run.Status}: {run.Reason}"));
        await CascadeAudit.AssertAccountsAsync(world.Ledgers, runs, Token);
        var day = Assert.Single((await world.Ledgers.ReadAsync(LedgerId.Forum, Token)).Ledger.Days);
        Assert.InRange(day.Spent.Tokens, 1, Cap);
        return runs;
    }
}
