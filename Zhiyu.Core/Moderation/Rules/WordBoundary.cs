namespace Zhiyu.Core.Moderation.Rules;

/// <summary>What must not continue beyond the ends of a match.</summary>
internal enum WordEdge
{
    /// <summary>A word or a number.</summary>
    Word,

    /// <summary>A number; letters may be adjacent.</summary>
    Number,

    /// <summary>No restriction.</summary>
    None,
}

/// <summary>Finds the boundaries of words and numbers.</summary>
/// <remarks>Unlike <c>\b</c> of regular expressions, for which 电话13800138000 is one word.</remarks>
internal static class WordBoundary
{
    // The length of the shortest common keys and hashes that are not hexadecimal.
    private const int MinCodeLength = 28;

    /// <summary>Whether the word or number at each end of the part also ends there.</summary>
    public static bool IsAround(string text, int at, int length, WordEdge edge = WordEdge.Word) =>
        !Continues(text, at - 1, at, edge) && !Continues(text, at + length - 1, at + length, edge);

    /// <summary>Whether a number is part of a hash or key: next to other digits and letters.</summary>
    public static bool IsInsideCode(string text, int at, int end)
    {
        var (first, last) = (at, end);
        while (first > 0 && char.IsAsciiLetterOrDigit(text[first - 1])) first--;
        while (last < text.Length && char.IsAsciiLetterOrDigit(text[last])) last++;
        var around = string.Concat(text.AsSpan(first, at - first), text.AsSpan(end, last - end));
        return around.Any(char.IsAsciiDigit)
            && (around.All(char.IsAsciiHexDigit) || last - first >= MinCodeLength);
    }

    private static bool Continues(string text, int left, int right, WordEdge edge) =>
        left >= 0 && right < text.Length && edge switch
        {
            WordEdge.Word => char.IsAsciiLetterOrDigit(text[left]) && char.IsAsciiLetterOrDigit(text[right]),
            WordEdge.Number => char.IsAsciiDigit(text[left]) && char.IsAsciiDigit(text[right]),
            _ => false,
        };
}
