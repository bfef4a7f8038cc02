namespace Zhiyu.Core.Execution;

/// <summary>Cuts what is too long to be read, asked or kept, and says so.</summary>
internal static class Excerpt
{
    private const string Omission = "……（以下略）";

    /// <param name="limit">UTF-16 units that are kept.</param>
    public static string Of(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var end = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        return text[..end] + Omission;
    }
}
