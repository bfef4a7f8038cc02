using System.Text.RegularExpressions;

namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>Finds short clauses that are worth quoting.</summary>
internal static partial class QuotableText
{
    private const int MinLength = 5;
    private const int MaxLength = 12;
    private const int MinWords = 3;
    private const int MaxLengthInLetters = 40;

    // Stands for a quotation; a clause with one is not quoted, because the quoted words are another author's.
    private const char Quoted = '\u0001';

    private static readonly string[] Joining = ["and ", "but ", "or ", "which ", "that ", "because ", "than "];

    /// <summary>
    /// The longer half of the clauses of at most 12 Chinese characters; none when all clauses are longer.
    /// </summary>
    public static IReadOnlyList<string> In(string text)
    {
        var clauses = Clause().Matches(Quotation().Replace(text, $"{Quoted}"))
            .Select(clause => clause.Value.Trim())
            .Where(IsQuotable)
            .OrderByDescending(clause => clause.Length)
            .ToList();
        return clauses[..((clauses.Count + 1) / 2)];
    }

    private static bool IsQuotable(string clause) => !clause.Contains(Quoted) && (clause.Any(char.IsAsciiLetter)
        ? clause.Length <= MaxLengthInLetters && clause.Split(' ').Length >= MinWords
            && !Joining.Any(word => clause.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        : clause.Length is >= MinLength and <= MaxLength);

    [GeneratedRegex("「[^」]*」|“[^”]*”|《[^》]*》|\"[^\"]*\"")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"[^\s,.;:!?，。；：！？、…—「」“”()（）{}<>\[\]][^\r\n,.;:!?，。；：！？、…—「」“”()（）{}<>\[\]]*")]
    private static partial Regex Clause();
}
