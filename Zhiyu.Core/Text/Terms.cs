using System.Text;

namespace Zhiyu.Core.Text;

/// <summary>
/// Splits a text into comparable terms: words of letters and digits, and each pair of adjacent Chinese characters.
/// </summary>
/// <remarks>Pairs match Chinese words without a dictionary; some pairs are not words.</remarks>
internal static class Terms
{
    /// <summary>How much of a text is read, in UTF-16 units.</summary>
    public const int MaxLength = 8_000;

    /// <summary>The distinct terms in lower case.</summary>
    public static IReadOnlySet<string> Of(string text) => InOrder(text).ToHashSet(StringComparer.Ordinal);

    /// <summary>The terms in lower case, as they follow each other.</summary>
    public static IReadOnlyList<string> InOrder(string text)
    {
        var terms = new List<string>();
        var word = new StringBuilder();
        Rune? previous = null;
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, MaxLength)).EnumerateRunes())
        {
            if (IsIdeographic(rune))
            {
                End(word, terms);
                if (previous is { } left) terms.Add($"{left}{rune}");
                previous = rune;
                continue;
            }

            previous = null;
            if (Rune.IsLetterOrDigit(rune)) word.Append(Rune.ToLowerInvariant(rune).ToString());
            else End(word, terms);
        }

        End(word, terms);
        return terms;
    }

    private static void End(StringBuilder word, List<string> terms)
    {
        if (word.Length > 1) terms.Add(word.ToString());
        word.Clear();
    }

    // CJK ideographs with their extensions, and kana: scripts without spaces.
    public static bool IsIdeographic(Rune rune) => rune.Value
        is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x3FFFF);
}
