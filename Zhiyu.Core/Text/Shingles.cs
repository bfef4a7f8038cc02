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
        {
            var (end, sum) = (start, 0);
            while (end < words.Count && sum < weight)
                sum += WordTokenizer.WeightOf(words[end++]);
            if (sum >= weight) shingles.Add(string.Join(' ', words.Skip(start).Take(end - start)));
        }

        return shingles;
    }
}
