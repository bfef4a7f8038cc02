using Zhiyu.Core.Text;

namespace Zhiyu.Core.Memory;

/// <summary>The terms by which a note is found, in Chinese and in English.</summary>
internal static class RecallTerms
{
    // A pair with a word such as 的 or 在 in it is seldom a word.
    private const double WithCommonCharacter = 0.3;

    /// <summary>The distinct terms of a text; an English word in the singular.</summary>
    public static IReadOnlySet<string> Of(string text) =>
        Terms.Of(text).Select(Singular).ToHashSet(StringComparer.Ordinal);

    /// <summary>The terms that say what a text is about, each with a weight from 0 to 1.</summary>
    /// <param name="isCommon">Whether a word stands in any text.</param>
    public static IReadOnlyDictionary<string, double> Weighted(string text, Func<string, bool> isCommon) => Terms
        .Of(text)
        .GroupBy(Singular)
        .Select(group => (Term: group.Key, Weight: group.Max(term => WeightOf(term, isCommon))))
        .Where(each => each.Weight > 0)
        .ToDictionary(each => each.Term, each => each.Weight, StringComparer.Ordinal);

    private static double WeightOf(string term, Func<string, bool> isCommon)
    {
        if (isCommon(term)) return 0;
        var characters = term.EnumerateRunes().ToList();
        if (!characters.Exists(Terms.IsIdeographic)) return 1;
        return characters.Count(character => isCommon(character.ToString())) switch
        {
            0 => 1,
            1 => WithCommonCharacter,
            _ => 0,
        };
    }

    // Plurals are the form in which words of one meaning differ most often.
    private static string Singular(string term) =>
        term.Length > 3 && term[^1] == 's' && term[^2] != 's' && char.IsAscii(term[^2]) ? term[..^1] : term;
}
