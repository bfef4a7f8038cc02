using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>Finds the few words that are worth taking up.</summary>
internal static partial class QuotableText
{
    private const int Shortest = 4;
    private const int Longest = 12;
    private const int LongestInLetters = 40;

    /// <summary>Clauses of at most 12 Chinese characters; none where the text has only longer ones.</summary>
    public static IReadOnlyList<string> In(string text) =>
        [.. Clause().Matches(Quotation().Replace(text, "。")).Select(clause => clause.Value.Trim())
            .Where(clause => clause.Length >= Shortest && clause.Length <= (clause.Any(char.IsAsciiLetter)
                ? LongestInLetters
                : Longest))];

    // What is itself a quotation was somebody else's phrase.
    [GeneratedRegex("「[^」]*」|“[^”]*”|《[^》]*》|\"[^\"]*\"")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"[^\s,.;:!?，。；：！？、…—「」“”()（）{}<>\[\]][^\r\n,.;:!?，。；：！？、…—「」“”()（）{}<>\[\]]*")]
    private static partial Regex Clause();
}
