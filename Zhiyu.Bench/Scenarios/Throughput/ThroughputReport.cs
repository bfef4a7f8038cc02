using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios.Throughput;

internal sealed record ThroughputReport(IReadOnlyList<ThroughputAtLatency> Latencies) : Report
{
    public override IEnumerable<IReadOnlyList<string>> Table =>
    [
        [
            "LLM takes", "replies/s", "transactions a reply", "transactions/s", "emulator alone", "share", "goal",
            "most calls at once", "share of parallelism", "goal", "processors busy: app, emulator",
        ],
        .. Latencies.Select(each => (string[])
        [
            $"{each.LlmMs:n0} ms", $"{each.RunsPerS:0.0}", $"{each.OpsPerRun:0.0}", $"{each.OpsPerS:0}",
            $"{each.EmulatorOpsPerS:0}", $"{each.ShareOfLimit:0.00}", "0.70", $"{each.MaxInFlight:0}",
            $"{each.ShareOfParallelism:0.00}", each.LlmMs == 1_000 ? "alone bounds it" : "",
            $"{each.AppProcessors:0.00}, {each.EmulatorProcessors:0.00}",
        ]),
        .. Latencies[0].OpsByKind.Take(14).Select(kind => (string[])
            [$"of a reply, {kind.Key}", "", $"{kind.Value:0.0}", "", "", "", "", "", "", "", ""]),
    ];
}

/// <param name="RunsPerS">Published replies, sustained.</param>
/// <param name="OpsPerRun">
/// All transactions of the time by its replies: writes and allocations included, looks at queues not.
/// </param>
/// <param name="EmulatorOpsPerS">What the emulator does for clients that do nothing else, of a like mix.</param>
/// <param name="ShareOfLimit">Of that, what the app got out of it.</param>
/// <param name="ShareOfParallelism">
/// Of all calls of the model that may be made at once, those that replies needed; null for a model that takes no time.
/// </param>
/// <param name="OpsByKind">Of a reply, looks at queues included.</param>
internal sealed record ThroughputAtLatency(
    int LlmMs,
    double RunsPerS,
    double OpsPerRun,
    double OpsPerS,
    double EmulatorOpsPerS,
    double ShareOfLimit,
    double? ShareOfParallelism,
    double MaxInFlight,
    double AppProcessors,
    double EmulatorProcessors,
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> OpsByKind);
