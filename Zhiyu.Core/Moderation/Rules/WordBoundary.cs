namespace Zhiyu.Core.Moderation.Rules;

/// <summary>What must not go on at the ends of what a rule finds.</summary>
internal enum WordEdge
{
    /// <summary>A word or a number.</summary>
    Word,

    /// <summary>A number: a letter beside it does not hide it.</summary>
    Number,

    /// <summary>Anything may.</summary>
    None,
}

/// <summary>Where words and numbers begin and end.</summary>
/// <remarks>
/// Not where regular expressions think they do (<c>\b</c>): to these, 电话13800138000 is one word.
/// </remarks>
internal static class WordBoundary
{
    // As many as the shortest keys and hashes have that are not written in hexadecimal digits.
    private const int LeastOfCode = 28;

    /// <summary>Whether letters and digits at both ends of a part do not go on outside of it.</summary>
    public static bool IsAround(string text, int at, int length, WordEdge edge = WordEdge.Word) =>
        !GoesOn(text, at - 1, at, edge) && !GoesOn(text, at + length - 1, at + length, edge);

    /// <summary>Whether a number stands within a hash or a key: among other digits, with letters between.</summary>
    public static bool IsInsideCode(string text, int at, int end)
    {
        var (first, last) = (at, end);
        while (first > 0 && char.IsAsciiLetterOrDigit(text[first - 1])) first--;
        while (last < text.Length && char.IsAsciiLetterOrDigit(text[last])) last++;
        var around = string.Concat(text.AsSpan(first, at - first), text.AsSpan(end, last - end));
        return around.Any(char.IsAsciiDigit)
            && (around.All(char.IsAsciiHexDigit) || last - first >= LeastOfCode);
    }

    private static bool GoesOn(string text, int left, int right, WordEdge edge) =>
        left >= 0 && right < text.Length && edge switch
        {
            WordEdge.Word => char.IsAsciiLetterOrDigit(text[left]) && char.IsAsciiLetterOrDigit(text[right]),
            WordEdge.Number => char.IsAsciiDigit(text[left]) && char.IsAsciiDigit(text[right]),
            _ => false,
        };
}
