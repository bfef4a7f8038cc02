using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Rig;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Bench.Scenarios.Cost;

/// <summary>
/// Counts one operation at a time, in apps with all other functions disabled, so that no transactions must be estimated
/// or subtracted. Each received message counts as one receive, although a busy host receives up to 16 at once.
/// </summary>
internal sealed class CostScenario : IScenario
{
    private static readonly string[] Functions =
    [
        EventMessage.Function, AssignmentMessage.Function, "RecordPoisonedEvent", "RecordPoisonedAssignment",
        "RuntimeLoop",
    ];

    private static readonly (string, string)[] Settings =
        [("ALLOCATION_MAX_CHAIN_DEPTH", "1"), ("LLM_TIMEOUT_MS", "45000")];

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    // The latency of a model, for which the instance is charged, and the number of concurrent calls of one instance.
    private static readonly TimeSpan ModelTime = TimeSpan.FromSeconds(4.5);
    private const int MaxParallel = 16;

    public string Name => "cost";

    public string Description => "Storage transactions of each thing that the forum does, and what they cost.";

    public Extent Standard { get; } = new(Runs: 5, Seconds: 60, Count: 20, Of: "writes there are in each run");

    public async Task<Report> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var rounds = new List<CostRound>();
        for (var run = 0; run < plan.Runs; run++)
        {
            await using var lab = await Lab.OpenAsync(plan, cancellationToken);
            rounds.Add(await MeasureAsync(lab, plan, cancellationToken));
            Plan.Say($"run {run + 1}: {rounds[^1].Reply.Total:0.0} transactions a reply");
        }

        var (write, allocation, reply, page, idle) = (
            Typical(round => round.Write), Typical(round => round.Allocation), Typical(round => round.Reply),
            Typical(round => round.Page), Typical(round => round.Idle));
        var bill = Bill.Of(
            [.. allocation.ByKind, .. reply.ByKind, .. Typical(round => round.LastAllocation).ByKind],
            ModelTime.TotalSeconds / MaxParallel);
        return new CostReport(
            new Operations(write.Total, allocation.Total, reply.Total, page.Total, idle.Total),
            new OperationKinds(write.Named, allocation.Named, reply.Named, page.Named, idle.Named),
            Math.Round(bill.Sum(item => item.Value), 2),
            bill)
        {
            Repetitions = plan.Runs,
            Seed = plan.Seed,
            Settings = AppSettings.Shown(Settings),
        };

        CostShare Typical(Func<CostRound, CostShare> what) =>
            rounds.Select(what).OrderBy(share => share.Total).ElementAt(rounds.Count / 2);
    }

    private static async Task<CostRound> MeasureAsync(Lab lab, Plan plan, CancellationToken cancellationToken)
    {
        CostShare write, page, allocation, reply, last, idle;
        await using (var app = await StartAsync(
            lab, cancellationToken, EventMessage.Function, AssignmentMessage.Function))
        {
            await lab.ClientOf(app).SeedAsync(cancellationToken);
            await lab.QuietAsync(TimeSpan.FromSeconds(2), cancellationToken);
        }

        await using (var app = await StartAsync(lab, cancellationToken))
        {
            var forum = lab.ClientOf(app);
            write = await CountAsync(
                lab, plan.Count, () => forum.PostAsync("nizhou", "philosophy", forum.NewRunId(), cancellationToken));
            page = await CountAsync(lab, plan.Count, () => forum.ReadAsync("/v1/feed?limit=20", cancellationToken));
        }

        // Includes the write that was not counted.
        var written = plan.Count + 1;
        (allocation, var called) = await WorkAsync(
            lab, EventMessage.Function, EventMessage.Queue, written, cancellationToken);
        allocation = allocation.Times((double)written / called);
        (reply, _) = await WorkAsync(
            lab, AssignmentMessage.Function, AssignmentMessage.Queue, called, cancellationToken);
        (last, _) = await WorkAsync(lab, EventMessage.Function, EventMessage.Queue, called, cancellationToken);

        await using (var app = await StartAsync(lab, cancellationToken, Functions))
        {
            await lab.QuietAsync(TimeSpan.FromSeconds(5), cancellationToken);
            var before = lab.Emulator.Operations.Read();
            await Wait.ForAsync(TimeSpan.FromSeconds(plan.Seconds), cancellationToken);
            idle = CostShare.Of(lab.Emulator.Operations.Since(before), 1).Times(60.0 / plan.Seconds);
        }

        return new CostRound(write, allocation, reply, page, last, idle);
    }

    // Lets one function process its messages. It starts disabled, so that the transactions of the app's start are not
    // counted.
    private static async Task<(CostShare Each, int Sent)> WorkAsync(
        Lab lab, string function, string queue, int messages, CancellationToken cancellationToken)
    {
        await using var app = await lab.StartAppAsync(cancellationToken, SettingsFor([function], enabled: false));
        await Wait.ForAsync(TimeSpan.FromSeconds(1), cancellationToken);
        var before = lab.Emulator.Operations.Read();
        await lab.ClientOf(app).CallAsync("/v1/dev/runtime/start", cancellationToken);
        await Wait.UntilAsync(
            () => lab.Emulator.Operations.Since(before).Completed(queue) >= messages,
            $"{messages} messages of {queue} to be processed",
            Timeout,
            cancellationToken);
        var counted = lab.Emulator.Operations.Since(before);
        return (
            CostShare.Of(counted, messages, receives: messages, queue),
            counted.Of("queue", StorageOperation.Send, AssignmentMessage.Queue));
    }

    private static async Task<CostShare> CountAsync(Lab lab, int times, Func<Task> work)
    {
        // Runs once without counting, to fill the caches.
        await work();
        await Wait.ForAsync(TimeSpan.FromMilliseconds(300), CancellationToken.None);
        var before = lab.Emulator.Operations.Read();
        for (var time = 0; time < times; time++) await work();
        await Wait.ForAsync(TimeSpan.FromMilliseconds(300), CancellationToken.None);
        return CostShare.Of(lab.Emulator.Operations.Since(before), times);
    }

    private static Task<App> StartAsync(
        Lab lab, CancellationToken cancellationToken, params string[] functions) =>
        lab.StartAppAsync(cancellationToken, SettingsFor(functions, enabled: true));

    private static (string, string)[] SettingsFor(string[] functions, bool enabled) =>
    [
        .. Settings,
        ("RUNTIME_ENABLED", enabled ? "true" : "false"),
        .. Functions.Except(functions).Select(name => ($"AzureWebJobs.{name}.Disabled", "true")),
    ];
}
