using System.Text;

namespace Zhiyu.Core.Allocation;

/// <summary>
/// What a text is compared by: words of letters and digits, and each two neighbours of a Chinese passage.
/// </summary>
/// <remarks>Pairs find a Chinese word without a dictionary, at the price of a few that are no words.</remarks>
internal static class Terms
{
    /// <summary>How much of a text is looked at, in UTF-16 units.</summary>
    public const int MaxLength = 8_000;

    /// <summary>Without repetition and case.</summary>
    public static IReadOnlySet<string> Of(string text)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        Rune? before = null;
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, MaxLength)).EnumerateRunes())
        {
            if (IsIdeographic(rune))
            {
                End(word, terms);
                if (before is { } left) terms.Add($"{left}{rune}");
                before = rune;
                continue;
            }

            before = null;
            if (Rune.IsLetterOrDigit(rune)) word.Append(Rune.ToLowerInvariant(rune).ToString());
            else End(word, terms);
        }

        End(word, terms);
        return terms;
    }

    private static void End(StringBuilder word, HashSet<string> terms)
    {
        if (word.Length > 1) terms.Add(word.ToString());
        word.Clear();
    }

    // Unified ideographs and their extensions, and kana: scripts that set no spaces.
    public static bool IsIdeographic(Rune rune) => rune.Value
        is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x3FFFF);
}
