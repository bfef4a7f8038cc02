namespace Zhiyu.Core.Text;

/// <summary>Cuts what is too long to be read, asked or kept, and says so.</summary>
internal static class Excerpt
{
    private const string Omission = "……（以下略）";

    /// <param name="limit">UTF-16 units that are kept.</param>
    public static string Of(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var end = limit > 0 && char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return text[..end] + Omission;
    }

    /// <summary>The longest excerpt that costs no more, or what says that there was something.</summary>
    /// <param name="cost">Grows with the text, if not with each character.</param>
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
