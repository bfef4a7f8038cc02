namespace Zhiyu.Core.Text;

/// <summary>Cuts long texts, and marks the omission.</summary>
internal static class Excerpt
{
    private const string Omission = "……（以下略）";

    /// <param name="limit">The UTF-16 units to keep.</param>
    public static string Of(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var end = limit > 0 && char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return text[..end] + Omission;
    }

    /// <summary>The longest excerpt within the limit; at least the omission mark.</summary>
    /// <param name="cost">The cost of a text; longer texts must not cost less.</param>
    public static string Within(string text, int limit, Func<string, int> cost)
    {
        if (cost(text) <= limit) return text;
        var (fits, tooLong) = (0, text.Length);
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            if (cost(Of(text, middle)) <= limit) fits = middle;
            else tooLong = middle;
        }

        return Of(text, fits);
    }
}
