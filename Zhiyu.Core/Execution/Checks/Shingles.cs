namespace Zhiyu.Core.Execution.Checks;

/// <summary>
/// The overlapping pieces of a text: from each word on, as many as it takes to weigh so much. One rule thus gives three
/// characters of Chinese, two words of English and both where they mix; pieces of fixed length in characters would
/// find much in common between any two English texts, pieces in words nothing in Chinese, which has no spaces.
/// </summary>
internal static class Shingles
{
    public static HashSet<string> Of(IReadOnlyList<string> words, int weight)
    {
        HashSet<string> shingles = new(StringComparer.Ordinal);
        for (var start = 0; start < words.Count; start++)
        {
            var (end, weighs) = (start, 0);
            while (end < words.Count && weighs < weight)
                weighs += WordTokenizer.WeightOf(words[end++]);
            if (weighs >= weight) shingles.Add(string.Join(' ', words.Skip(start).Take(end - start)));
        }

        return shingles;
    }
}
