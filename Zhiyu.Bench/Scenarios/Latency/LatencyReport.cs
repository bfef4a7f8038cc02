using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios.Latency;

/// <param name="P50Ms">Over all writes of all runs, like the other percentiles.</param>
/// <param name="StorageOps">The transactions from the write to the end of its reply, without polls.</param>
/// <param name="OpsByKind">The same by type. The receives of an event and a reply are counted once each.</param>
/// <param name="Stages">The median milliseconds from sending the write to each stage.</param>
internal sealed record LatencyReport(
    double P50Ms,
    double P95Ms,
    double P99Ms,
    double StorageOps,
    [property: VerbatimKeys] IReadOnlyDictionary<string, double> OpsByKind,
    IReadOnlyDictionary<string, double> Stages) : Report
{
    public override IEnumerable<IReadOnlyList<string>> Table =>
    [
        ["write until its reply is readable, LLM 0 ms, idle queues", "measured", "goal"],
        ["p50", $"{P50Ms:0} ms", "250 ms"],
        ["p95", $"{P95Ms:0} ms", ""],
        ["p99", $"{P99Ms:0} ms", "600 ms"],
        ["storage transactions", $"{StorageOps:0.0}", ""],
        .. Stages.Select(stage => (string[])[$"until {stage.Key}", $"{stage.Value:0} ms", ""]),
        .. OpsByKind.Select(kind => (string[])[$"of these, {kind.Key}", $"{kind.Value:0.00}", ""]),
    ];
}
