using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios.Tick;

internal sealed record TickReport(IReadOnlyList<TickAtLatency> Latencies) : Report
{
    public override IEnumerable<IReadOnlyList<string>> Table =>
    [
        ["one tick of 10 events, LLM takes", "runs", "wall", "most calls at once", "goal"],
        .. Latencies.Select(each => (string[])
        [
            $"{each.LlmMs:n0} ms", $"{each.Runs:0}", $"{each.WallMs:n0} ms", $"{each.MaxInFlight:0}",
            each.LlmMs == 4_500 ? "6,750 ms for 29 runs or more" : "",
        ]),
    ];
}

/// <param name="Runs">The number of runs that published or declined.</param>
internal sealed record TickAtLatency(int LlmMs, double Runs, double WallMs, double MaxInFlight);
