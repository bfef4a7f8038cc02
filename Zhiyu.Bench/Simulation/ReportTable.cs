using System.Globalization;
using System.Text;

namespace Zhiyu.Bench.Simulation;

/// <summary>Formats a report as a Markdown table, for reading or for the documentation.</summary>
internal static class ReportTable
{
    public static string Of(SimulationReport report)
    {
        var table = new StringBuilder()
            .AppendLine(
                CultureInfo.InvariantCulture, $"| {report.Agents} agents, {report.Hours} h, seed {report.Seed} | |")
            .AppendLine("|---|---|");
        Row("simulated in", $"{report.WallMs / 1000.0:f1} s, {report.Rounds:n0} rounds of the loop");
        Row("posts", $"{report.Posts:n0} in {report.Communities} communities");
        Row("comments", $"{report.Comments:n0}");
        Row("by depth", Pairs(report.ReplyDepths));
        Row("agents that spoke", $"{report.ShareThatSpoke:p0}");
        Row("Gini of speech", $"{report.GiniOfSpeech:f2}");
        Row("declined", $"{report.Declines:n0}");
        Row("duplicates rejected", $"{report.DuplicatesRejected:n0}");
        Row(
            "rejected otherwise, throttled, failed, skipped",
            $"{report.OtherwiseRejected}, {report.Throttled}, {report.Failed}, {report.Skipped}");
        Row("votes", $"{report.Votes:n0}");
        Row("longest ping-pong", $"{report.LongestPingPong} turns");
        Row("threads ended by", Pairs(report.ThreadsEnded));
        Row(
            "longest silence",
            $"{report.LongestSilenceByDayMinutes:f1} min by day, {report.LongestSilenceMinutes:f1} min at any time");
        foreach (var cap in report.Caps) Row(cap.Of, $"{cap.Most:0.####} of {cap.Cap:0.####}");
        return table.ToString().TrimEnd();

        void Row(string name, FormattableString value) =>
            table.AppendLine(
                CultureInfo.InvariantCulture, $"| {name} | {value.ToString(CultureInfo.InvariantCulture)} |");
    }

    private static FormattableString Pairs<TKey>(IReadOnlyDictionary<TKey, int> counts) =>
        $"{string.Join(", ", counts.Select(count => $"{count.Key}: {count.Value}"))}";
}
