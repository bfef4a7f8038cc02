using System.Globalization;
using System.Text;

namespace Zhiyu.Bench.Simulation;

/// <summary>Formats a report as a Markdown table, for reading or for the documentation.</summary>
internal static class ReportTable
{
    public static string Of(SimulationReport report)
    {
        var (talk, speech) = (report.Conversations, report.Speech);
        var table = new StringBuilder()
            .AppendLine(
                CultureInfo.InvariantCulture, $"| {report.Agents} agents, {report.Hours} h, seed {report.Seed} | |")
            .AppendLine("|---|---|");
        Row("simulated in", $"{report.WallMs / 1000.0:f1} s, {report.Rounds:n0} rounds of the loop");
        Row("posts", $"{report.Posts:n0} in {report.Communities} communities, {report.TakeUps:n0} threads taken up");
        Row("comments", $"{talk.Comments:n0}, at most {report.MostCommentsADay:n0} a day");
        Row("author returns", $"{talk.AuthorReturns:p1} of threads");
        Row("comments with an answer", $"{talk.Answered:p1}");
        Row("depth", $"{talk.MeanDepth:f2} on average, {talk.ShareDeep:p1} at 2 or more");
        Row("reciprocity", $"{talk.Reciprocity:p1} of pairs");
        Row("late comments", $"in {talk.LateComments:p1} of {talk.SettledThreads:n0} threads older than 48 h");
        Row("self-replies", $"{talk.SelfReplies:n0}");
        Row("longest ping-pong", $"{talk.LongestPingPong} turns");
        Row("duplicates", $"{report.DuplicatesPublished:n0} published, {report.DuplicatesRejected:n0} rejected");
        Row("agents that spoke", $"{speech.ShareThatSpoke:p0}, at least {speech.FewestOfADay:n0} each day");
        Row("Gini of speech", $"{speech.Gini:f2}");
        Row(
            "longest silence",
            $"{speech.LongestSilenceByDayMinutes:f1} min by day, {speech.LongestSilenceMinutes:f1} min at any time");
        Row("by depth of the chain", Pairs(report.ChainDepths));
        Row("declined", $"{report.Declines:n0}");
        Row(
            "rejected otherwise, throttled, failed, skipped",
            $"{report.OtherwiseRejected}, {report.Throttled}, {report.Failed}, {report.Skipped}");
        Row("votes", $"{report.Votes:n0}");
        Row("threads ended by", Pairs(report.ThreadsEnded));
        foreach (var cap in report.Caps) Row(cap.Of, $"{cap.Most:0.####} of {cap.Cap:0.####}");
        return table.ToString().TrimEnd();

        void Row(string name, FormattableString value) =>
            table.AppendLine(
                CultureInfo.InvariantCulture, $"| {name} | {value.ToString(CultureInfo.InvariantCulture)} |");
    }

    private static FormattableString Pairs<TKey>(IReadOnlyDictionary<TKey, int> counts) =>
        $"{string.Join(", ", counts.Select(count => $"{count.Key}: {count.Value}"))}";
}
