using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios.Overload;

/// <param name="Writes">The number of acknowledged writes.</param>
/// <param name="Demand">The requested replies divided by those that executors can write in the same time.</param>
/// <param name="Degradation">The observed degradation levels, in order.</param>
/// <param name="LongestLagMs">The maximum age of the oldest event and of the oldest assignment.</param>
internal sealed record OverloadReport(
    int Writes,
    double Demand,
    ReadTimes ReadP99Ms,
    OverloadMemory RssMb,
    IReadOnlyList<string> Degradation,
    OverloadLag LongestLagMs,
    double RecoveredS,
    int Lost,
    int Duplicated,
    int OverBudget,
    IReadOnlyList<string> Findings) : Report
{
    public override bool IsSound => Lost + Duplicated + OverBudget == 0;

    public override IEnumerable<IReadOnlyList<string>> Table =>
    [
        ["overload", "measured", "goal"],
        ["acknowledged writes", $"{Writes}", ""],
        ["replies called for, by those that could be given", $"{Demand:0.0}", "10"],
        ["p99 of reads, idle", $"{ReadP99Ms.Idle:0} ms", ""],
        ["p99 of reads, overloaded", $"{ReadP99Ms.Overloaded:0} ms", $"{2 * ReadP99Ms.Idle:0} ms"],
        ["memory, idle", $"{RssMb.Idle:0} MiB", ""],
        ["memory, in the first half, at most", Shown(RssMb.FirstHalf), ""],
        ["memory, in the second half, at most", Shown(RssMb.SecondHalf), "no more"],
        ["degradation", string.Join(", ", Degradation), "engages and recovers"],
        ["longest lag: events, assignments", $"{LongestLagMs.Events:n0}, {LongestLagMs.Assignments:n0} ms", ""],
        ["worked off after", $"{RecoveredS:0} s", ""],
        ["lost, duplicated, over budget", $"{Lost}, {Duplicated}, {OverBudget}", "0, 0, 0"],
        .. Findings.Select(finding => (string[])["found", finding, ""]),
    ];

    private static string Shown(double? memory) => memory is null ? "not sampled" : $"{memory:0} MiB";
}

internal sealed record ReadTimes(double Idle, double Overloaded);

/// <summary>The resident memory in MiB; null when it was not sampled.</summary>
internal sealed record OverloadMemory(double Idle, double? FirstHalf, double? SecondHalf);

internal sealed record OverloadLag(long Events, long Assignments);
