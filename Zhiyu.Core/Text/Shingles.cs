namespace Zhiyu.Core.Text;

/// <summary>
/// Overlapping pieces of a text: from each word, as many words as reach the weight. The same rule gives three Chinese
/// characters or two English words. Pieces with a fixed number of characters would match between any two English texts;
/// pieces with a fixed number of words would not work in Chinese, which has no spaces.
/// </summary>
internal static class Shingles
{
    public static HashSet<string> Of(IReadOnlyList<string> words, int weight)
    {
        HashSet<string> shingles = new(StringComparer.Ordinal);
        for (var start = 0; start < words.Count; start++)
            if (At(words, start, weight) is { } piece) shingles.Add(piece.Shingle);
        return shingles;
    }

    /// <summary>The piece from a word on, and where it ends; null when too few words are left.</summary>
    public static (string Shingle, int End)? At(IReadOnlyList<string> words, int start, int weight)
    {
        var (end, sum) = (start, 0);
        while (end < words.Count && sum < weight)
            sum += WordTokenizer.WeightOf(words[end++]);
        return sum >= weight ? (string.Join(' ', words.Skip(start).Take(end - start)), end) : null;
    }
}
