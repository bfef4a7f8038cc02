using System.Globalization;
using Zhiyu.Bench.Audit;
using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;

namespace Zhiyu.Bench.Scenarios.Soak;

/// <summary>A forum whose parts all fail again and again, and an audit of the result.</summary>
internal sealed class SoakScenario : IScenario
{
    private const double WritesPerSecond = 1;

    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(15);

    public string Name => "soak";

    public string Description => "Kills, faults and duplicates at random, then a count of what was lost.";

    public Extent Standard { get; } = new(Runs: 0, Seconds: 600) { IsLong = true };

    public async Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        await using var lab = await Lab.OpenAsync(plan, cancellationToken, onDisk: true);
        // Limits that are reached before the end, to test that they hold.
        var limits = LimitsFor(Math.Max(100_000, plan.Seconds * 1_000));
        var settings = SettingsFor(limits);
        var fleet = new Fleet(lab, settings, plan.Another());
        await fleet.StartAsync(cancellationToken);
        var faults = new ModelFaults(plan.Another());
        lab.Model.Fault = faults.AnswerAsync;
        var writes = new AcknowledgedWrites();
        var writer = new SteadyWriter(fleet.Any, writes, plan.Another());
        var backlog = new Backlog(lab.Emulator.ConnectionString);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(TimeSpan.FromSeconds(plan.Seconds));
        var writing = writer.RunAsync(WritesPerSecond, shareOfPosts: 0.4, over.Token, cancellationToken);
        var copying = CopyAsync(backlog, writes, plan.Another(), over.Token);
        var (kills, emulatorKills) = await KillAsync(lab, fleet, plan.Another(), over.Token, cancellationToken);
        await writing;
        var copies = await copying;
        await fleet.CompleteAsync();
        lab.Model.Fault = _ => Task.FromResult(false);
        Plan.Say($"{kills} kills; waiting until all messages are processed");
        await backlog.UntilEmptyAsync(DrainLimit, cancellationToken);

        var audit = ForumAudit.Of(
            writes,
            await ForumRows.ReadAsync(lab.Emulator.ConnectionString, cancellationToken),
            limits,
            lab.Model.TokensCharged);
        return new SoakReport(
            plan.Seconds / 60, kills, emulatorKills, faults.Count, copies, writes.ContentOf.Count, writer.Repeated,
            writer.AcknowledgedAgain, audit.Events, audit.Runs, audit.Outcomes,
            audit.Lost.Count, audit.Duplicated.Count, audit.OverBudget.Count, audit.GivenUp.Count,
            [.. audit.Lost.Concat(audit.Duplicated).Concat(audit.OverBudget).Concat(audit.GivenUp).Take(20)])
        {
            Repetitions = 1,
            Seed = plan.Seed,
            Settings = AppSettings.Shown(settings),
        };
    }

    // The budgets of the busiest agent and community are reached before the forum's: five agents together have more
    // than the forum, and one of two communities gets two thirds of the writes.
    private static Dictionary<string, long> LimitsFor(long forum) =>
        new() { ["forum"] = forum, ["community"] = forum * 6 / 10, ["agent"] = forum / 4 };

    private static (string, string)[] SettingsFor(Dictionary<string, long> limits) =>
    [
        ("RUNTIME_MAX_PARALLEL", "16"), ("ALLOCATION_POST_QUOTA", "3"), ("ALLOCATION_COMMENT_QUOTA", "1"),
        ("ALLOCATION_MAX_CHAIN_DEPTH", "2"), ("LLM_TIMEOUT_MS", "5000"), ("LLM_BREAKER_SECONDS", "1"),
        .. limits.Select(limit => (
            $"BUDGET_{limit.Key.ToUpperInvariant()}_TOKENS_PER_DAY",
            limit.Value.ToString(CultureInfo.InvariantCulture))),
    ];

    private static async Task<(int Kills, int OfEmulator)> KillAsync(
        Lab lab, Fleet fleet, Random random, CancellationToken over, CancellationToken cancellationToken)
    {
        var (kills, ofEmulator) = (0, 0);
        while (true)
        {
            try
            {
                await Wait.ForAsync(TimeSpan.FromMilliseconds(random.Next(2_000, 8_000)), over);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return (kills, ofEmulator);
            }

            if (random.Next(4) == 0)
            {
                await lab.Emulator.CrashAsync(TimeSpan.FromMilliseconds(random.Next(1_000)), cancellationToken);
                ofEmulator++;
            }
            else if (!await fleet.TryKillOneAsync(cancellationToken))
            {
                continue;
            }

            if (++kills % 10 == 0) Plan.Say($"{kills} kills");
        }
    }

    private static async Task<int> CopyAsync(
        Backlog backlog, AcknowledgedWrites writes, Random random, CancellationToken over)
    {
        var copies = 0;
        while (true)
        {
            try
            {
                await Wait.ForAsync(TimeSpan.FromMilliseconds(500), over);
                copies += await backlog.DuplicateAsync(random, over);
                if (writes.ContentOf.Keys.ToArray() is not { Length: > 0 } all) continue;
                await backlog.RepeatAsync(writes.EventOf(all[random.Next(all.Length)]), over);
                copies++;
            }
            catch (Exception fault) when (fault is Azure.RequestFailedException or AggregateException)
            {
                // The emulator is restarting.
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return copies;
            }
        }
    }
}
