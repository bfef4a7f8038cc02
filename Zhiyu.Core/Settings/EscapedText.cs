using System.Globalization;
using System.Text;

namespace Zhiyu.Core.Settings;

/// <summary>
/// Makes external text safe to show in a message: invisible and control characters are written as escape codes.
/// </summary>
internal static class EscapedText
{
    private const int MaxCharacters = 120;

    // Characters that are letters or marks by category but invisible.
    private static readonly int[] Blank =
        [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0];

    public static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator => true,
            UnicodeCategory.SpaceSeparator => rune.Value != ' ',
            _ => Blank.Contains(rune.Value) || rune.Value is >= 0xFE00 and <= 0xFE0F,
        };

    /// <summary>The text, or the part of it around an index.</summary>
    /// <param name="around">The index that must be included.</param>
    public static string Of(string text, int around = 0)
    {
        var first = Math.Max(0, Math.Min(around - (MaxCharacters / 2), text.Length - MaxCharacters));
        var part = text.Substring(first, Math.Min(MaxCharacters, text.Length - first));
        var shown = new StringBuilder();
        foreach (var rune in part.EnumerateRunes()) shown.Append(IsHidden(rune) ? Escaped(rune) : rune.ToString());
        return (first > 0 ? "…" : "") + shown + (first + part.Length < text.Length ? "…" : "");
    }

    /// <summary>The name of a character: <c>U+200B</c>, or <c>a carriage return (U+000D)</c>.</summary>
    public static string NameOf(Rune rune)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
        return rune.Value switch
        {
            '\r' => $"a carriage return ({code})",
            '\n' => $"a line feed ({code})",
            '\t' => $"a tab ({code})",
            ' ' => $"a space ({code})",
            0x00A0 => $"a no-break space ({code})",
            0x200B => $"a zero-width space ({code})",
            0xFEFF => $"a byte order mark ({code})",
            _ => code,
        };
    }

    private static string Escaped(Rune rune) => rune.Value switch
    {
        '\r' => @"\r",
        '\n' => @"\n",
        '\t' => @"\t",
        > 0xFFFF => string.Create(CultureInfo.InvariantCulture, $@"\U{rune.Value:X8}"),
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{rune.Value:X4}"),
    };
}
