namespace Zhiyu.Core.Quality;

/// <summary>
/// The moving-average type-token ratio (Covington and McFall, Cutting the Gordian knot, 2010): the share of different
/// terms in a window, averaged over all its places. Unlike the plain ratio, it does not fall with the amount of text.
/// </summary>
internal static class LexicalDiversity
{
    private const int Window = 50;

    /// <returns>Null for less text than one window.</returns>
    public static double? Of(IEnumerable<string> terms)
    {
        var all = terms.ToArray();
        if (all.Length < Window) return null;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        double sum = 0;
        for (var end = 0; end < all.Length; end++)
        {
            counts[all[end]] = counts.GetValueOrDefault(all[end]) + 1;
            if (end >= Window && --counts[all[end - Window]] == 0) counts.Remove(all[end - Window]);
            if (end >= Window - 1) sum += counts.Count / (double)Window;
        }

        return sum / (all.Length - Window + 1);
    }
}
