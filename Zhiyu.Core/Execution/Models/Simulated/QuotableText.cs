using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>Finds short clauses that are worth quoting.</summary>
internal static partial class QuotableText
{
    private const int MinLength = 4;
    private const int MaxLength = 12;
    private const int MaxLengthInLetters = 40;

    /// <summary>Clauses of at most 12 Chinese characters; none when all clauses are longer.</summary>
    public static IReadOnlyList<string> In(string text) =>
        [.. Clause().Matches(Quotation().Replace(text, "。")).Select(clause => clause.Value.Trim())
            .Where(clause => clause.Length >= MinLength && clause.Length <= (clause.Any(char.IsAsciiLetter)
                ? MaxLengthInLetters
                : MaxLength))];

    // Quotations are skipped: they are another author's words.
    [GeneratedRegex("「[^」]*」|“[^”]*”|《[^》]*》|\"[^\"]*\"")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"[^\s,.;:!?，。；：！？、…—「」“”()（）{}<>\[\]][^\r\n,.;:!?，。；：！？、…—「」“”()（）{}<>\[\]]*")]
    private static partial Regex Clause();
}
