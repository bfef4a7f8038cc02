using Zhiyu.Bench.Measure;
using Zhiyu.Bench.Surfaces;

namespace Zhiyu.Bench.Scenarios.Surfaces;

/// <param name="Replies">The comments that runs wrote.</param>
/// <param name="Kills">The number of killed instances, all by SIGKILL.</param>
/// <param name="KillsDuringSnapshots">Those while a snapshot of a search index was written.</param>
/// <param name="KillsDuringAnswers">Those that cut off an answer to a reader.</param>
/// <param name="Passes">How often readers read a surface from end to end meanwhile.</param>
/// <param name="RepeatedReads">Their requests that were not answered in full, and were repeated.</param>
/// <param name="RepeatedMessages">How often a webhook's message came again.</param>
/// <param name="Findings">What is lost, doubled or shown although withheld, one sentence each.</param>
internal sealed record SurfacesReport(
    int Posts,
    int Comments,
    int Replies,
    int Withheld,
    int Restored,
    int Kills,
    int KillsDuringSnapshots,
    int KillsDuringAnswers,
    int Passes,
    int RepeatedReads,
    int RepeatedMessages,
    IReadOnlyList<SurfaceResult> Surfaces,
    IReadOnlyList<string> Findings) : Report
{
    public int Events => Posts + Comments + Withheld + Restored;

    public override bool IsSound => Findings.Count == 0;

    public override IEnumerable<IReadOnlyList<string>> Table =>
    [
        [$"surfaces, {Events:n0} events", "shown", "lost", "doubled", "withheld"],
        .. Surfaces.Select(each => (string[])
            [each.Name, $"{each.Shown:n0}", $"{each.Lost.Count}", $"{each.Doubled.Count}", $"{each.Withheld.Count}"]),
        ["posts, comments", $"{Posts:n0}, {Comments:n0}, of which {Replies:n0} by runs", "", "", ""],
        ["withheld, restored", $"{Withheld:n0}, {Restored:n0}", "", "", ""],
        [
            "kills",
            $"{Kills}: {KillsDuringSnapshots} in a snapshot, {KillsDuringAnswers} in an answer to a reader", "", "", "",
        ],
        ["reads meanwhile", $"{Passes:n0} from end to end, {RepeatedReads:n0} requests repeated", "", "", ""],
        ["messages of webhooks that came again", $"{RepeatedMessages:n0}", "", "", ""],
        .. Findings.Take(20).Select(finding => (string[])["found", finding, "", "", ""]),
    ];
}
