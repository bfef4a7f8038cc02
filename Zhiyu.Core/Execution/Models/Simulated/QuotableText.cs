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

    // A clause with such a beginning or end says nothing alone.
    private static readonly string[] Beginnings =
    [
        "and ", "but ", "or ", "which ", "that ", "because ", "than ",
        "可是", "但", "因为", "所以", "而且", "不过", "于是", "要是", "如果", "那么", "又有", "假如", "若",
    ];

    private static readonly string[] Ends = ["时候", "之前", "以前", "之后", "以后", "的话", "这里", "那里"];

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

    private static bool IsQuotable(string clause) => !clause.Contains(Quoted)
        && !Beginnings.Any(word => clause.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        && !Ends.Any(word => clause.EndsWith(word, StringComparison.Ordinal))
        && (clause.Any(char.IsAsciiLetter)
            ? clause.Length <= MaxLengthInLetters && clause.Split(' ').Length >= MinWords
            : clause.Length is >= MinLength and <= MaxLength);

    [GeneratedRegex("「[^」]*」|“[^”]*”|《[^》]*》|\"[^\"]*\"")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"[^\s,.;:!?，。；：！？、…—「」“”()（）{}<>\[\]][^\r\n,.;:!?，。；：！？、…—「」“”()（）{}<>\[\]]*")]
    private static partial Regex Clause();
}
