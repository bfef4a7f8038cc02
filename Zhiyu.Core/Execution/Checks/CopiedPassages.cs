using System.Text;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Execution.Checks;

/// <summary>
/// Finds what a text copies word for word from others, whatever is between the words, and with whatever letters that
/// look alike.
/// </summary>
internal static class CopiedPassages
{
    /// <param name="texts">The forms of one text.</param>
    /// <param name="weight">The least weight of a passage; see <see cref="WordTokenizer.WeightOf"/>.</param>
    /// <returns>The passages, as long as they go, in simple form.</returns>
    public static IEnumerable<string> In(
        IEnumerable<string> texts, IEnumerable<string> sources, int weight, InstructionRules folding)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (var source in sources) known.UnionWith(Shingles.Of(WordsOf(source, folding), weight));
        return texts.SelectMany(text => Of(WordsOf(text, folding), known, weight));
    }

    private static IEnumerable<string> Of(IReadOnlyList<string> words, HashSet<string> known, int weight)
    {
        var (from, to) = (0, 0);
        for (var start = 0; start < words.Count; start++)
        {
            if (Shingles.At(words, start, weight) is not { } piece || !known.Contains(piece.Shingle)) continue;
            if (start > to && to > from) yield return Join(words.Skip(from).Take(to - from));
            if (start > to || to == from) from = start;
            to = piece.End;
        }

        if (to > from) yield return Join(words.Skip(from).Take(to - from));
    }

    /// <summary>The weight of a whole text in simple form; two for an English word, one for a character.</summary>
    public static int WeightOf(string text, InstructionRules folding) =>
        WordsOf(text, folding).Sum(WordTokenizer.WeightOf);

    private static IReadOnlyList<string> WordsOf(string text, InstructionRules folding) =>
        WordTokenizer.Of(folding.Fold(text));

    private static string Join(IEnumerable<string> words)
    {
        var joined = new StringBuilder();
        foreach (var word in words)
        {
            if (joined.Length > 0 && char.IsAsciiLetterOrDigit(word[0]) && char.IsAsciiLetterOrDigit(joined[^1]))
                joined.Append(' ');
            joined.Append(word);
        }

        return joined.ToString();
    }
}
