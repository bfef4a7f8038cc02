using Zhiyu.Bench.Measure;

namespace Zhiyu.Bench.Scenarios.Search;

/// <param name="BuildS">The time of building the index from all threads.</param>
/// <param name="IndexMib">The size of the index's files.</param>
/// <param name="SnapshotMib">The size of its snapshot.</param>
/// <param name="OpenS">The time of the first search of an instance that starts from the snapshot.</param>
/// <param name="HeapMib">The managed memory that it gives back when it is closed.</param>
/// <param name="DictionaryMib">The managed memory of the dictionary, which a process has once.</param>
internal sealed record SearchReport(
    int Posts,
    int Comments,
    double BuildS,
    double IndexMib,
    double SnapshotMib,
    double OpenS,
    double HeapMib,
    double DictionaryMib,
    IReadOnlyList<SearchTime> Searches) : Report
{
    private const int GoalMs = 50;

    public override IEnumerable<IReadOnlyList<string>> Table =>
    [
        ["search", $"of {Posts:n0} posts and {Comments:n0} comments", "p50", "p95", "processor p50", "p95", "goal"],
        .. Searches.Select(each => (string[])
        [
            each.What, $"{each.Matches:n0} matches", $"{each.P50Ms:0.0} ms", $"{each.P95Ms:0.0} ms",
            $"{each.CpuP50Ms:0.0} ms", $"{each.CpuP95Ms:0.0} ms", $"{GoalMs} ms",
        ]),
        ["built from the threads in", $"{BuildS:0} s", "", "", "", "", ""],
        ["index, its snapshot", $"{IndexMib:0} MiB, {SnapshotMib:0} MiB", "", "", "", "", ""],
        ["first search of a new instance", $"{OpenS:0.0} s", "", "", "", "", ""],
        ["managed memory of an instance, and of the dictionary", $"{HeapMib:0} MiB, {DictionaryMib:0} MiB", "", "", "", "", ""],
    ];
}

/// <param name="Matches">How many match, at most 1,000.</param>
/// <param name="CpuP50Ms">The processor time, which is the same on a machine that others use.</param>
internal sealed record SearchTime(
    string What, int Matches, double P50Ms, double P95Ms, double CpuP50Ms, double CpuP95Ms);
