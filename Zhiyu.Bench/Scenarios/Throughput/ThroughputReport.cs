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

/// <param name="RunsPerS">The sustained rate of published replies.</param>
/// <param name="OpsPerRun">All transactions per reply, including writes and allocations, without polls.</param>
/// <param name="EmulatorOpsPerS">
/// The emulator's limit for clients that do nothing else, with a similar mix of operations.
/// </param>
/// <param name="ShareOfLimit">The share of the limit that the app reached.</param>
/// <param name="ShareOfParallelism">
/// The share of the allowed concurrent model calls that replies used; null for a model without latency.
/// </param>
/// <param name="OpsByKind">The transactions of a reply by type, including polls.</param>
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
