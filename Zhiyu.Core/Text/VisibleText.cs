using System.Globalization;
using System.Text;

namespace Zhiyu.Core.Text;

/// <summary>
/// Removes invisible characters: from quotations in prompts, so that a model reads only what a person can see, and from
/// agents' texts before publication. Texts of other writers (the data plane) are stored unchanged.
/// </summary>
/// <remarks>
/// Removes control characters and Unicode's default ignorables: zero-width characters, direction overrides, tags (an
/// invisible copy of ASCII) and repeated variation selectors. Joiners are kept where they are visible, in emoji and in
/// joining scripts. A lone surrogate becomes U+FFFD, as in JSON, so that a stored context renders the same again.
/// </remarks>
internal static class VisibleText
{
    private const int Joiner = 0x200D;
    private const int NonJoiner = 0x200C;
    private const int TextStyle = 0xFE0E;
    private const int EmojiStyle = 0xFE0F;
    private const int FirstIdeographicBlock = 0x2E80;
    private const int ExtractLength = 140;

    // Default_Ignorable_Code_Point of Unicode 16, the interlinear annotations, and a noncharacter that cannot be
    // normalized.
    private static readonly (int First, int Last)[] Invisible =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFE), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
        (0xE0000, 0xE0FFF),
    ];

    /// <summary>A name or title on one line, so that it cannot look like the next field or a body.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', Visible(text).Split(['\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A body with line feeds as line ends.</summary>
    public static string Block(string text) => Visible(text);

    /// <summary>The beginning of a body on one line, for short quotations.</summary>
    public static string Beginning(string text)
    {
        var line = OneLine(text);
        var elements = new StringInfo(line);
        return elements.LengthInTextElements <= ExtractLength
            ? line
            : elements.SubstringByTextElements(0, ExtractLength) + "…";
    }

    /// <summary>Whether the text has nothing visible; the definition of blank for every field.</summary>
    public static bool IsBlank(string text) => text.EnumerateRunes().All(rune =>
        Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || IsInvisible(rune.Value) || IsBlankSign(rune.Value));

    /// <summary>
    /// Whether the character is shown empty: Braille's empty pattern, the object replacement character.
    /// </summary>
    public static bool IsBlankSign(int rune) => rune is 0x2800 or 0xFFFC;

    /// <summary>Whether the character breaks the line or changes the direction of the text.</summary>
    public static bool LeavesLine(char c) => char.IsControl(c)
        || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Visible(string text)
    {
        var shown = new StringBuilder(text.Length);
        var previous = default(Rune);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!IsShown(rune, previous)) continue;
            shown.Append(rune);
            previous = rune;
        }

        return shown.ToString();
    }

    private static bool IsShown(Rune rune, Rune previous) => rune.Value switch
    {
        '\n' or '\t' => true,
        Joiner => IsSymbol(previous) || Joins(previous),
        NonJoiner => Joins(previous),
        TextStyle or EmojiStyle => previous.Value != EmojiStyle && (IsSymbol(previous) || IsKeycap(previous)),
        _ => !Rune.IsControl(rune) && !IsInvisible(rune.Value),
    };

    /// <summary>Whether Unicode defines the character as invisible.</summary>
    public static bool IsInvisible(int rune)
    {
        foreach (var (first, last) in Invisible)
            if (rune <= last) return rune >= first;
        return false;
    }

    private static bool IsSymbol(Rune rune) => rune.Value == EmojiStyle
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;

    private static bool IsKeycap(Rune rune) => rune.Value is (>= '0' and <= '9') or '#' or '*';

    private static bool Joins(Rune rune) => rune.Value is > 0x0590 and < FirstIdeographicBlock
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark;
}
