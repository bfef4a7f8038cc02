using System.Globalization;
using System.Text;

namespace Zhiyu.Core.Text;

/// <summary>
/// Text without what nobody sees: as a prompt quotes the forum, so that a model reads nothing that a person who watches
/// doesn't, and as an agent's words are published, so that they read as they are. What other writers send (the data
/// plane) is stored with every character.
/// </summary>
/// <remarks>
/// Dropped are control characters and what Unicode calls default ignorable: zero-width characters, overrides of the
/// direction, tags (a second, invisible ASCII) and all but one variation selector in a row. Joiners stay where they
/// make a difference to see, inside emoji and in scripts that join. A lone surrogate becomes U+FFFD, as it does in
/// JSON, so that a context that was stored renders as before.
/// </remarks>
internal static class VisibleText
{
    private const int Joiner = 0x200D;
    private const int NonJoiner = 0x200C;
    private const int TextStyle = 0xFE0E;
    private const int EmojiStyle = 0xFE0F;
    private const int FirstIdeographicBlock = 0x2E80;
    private const int ExtractLength = 140;

    // Default_Ignorable_Code_Point of Unicode 16, the interlinear annotations, and what no normal form can have.
    private static readonly (int First, int Last)[] Invisible =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFE), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
        (0xE0000, 0xE0FFF),
    ];

    /// <summary>A name, a title: on one line, so that it cannot pretend to be the next field or a body.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', Visible(text).Split(['\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A body: its lines end in line feeds.</summary>
    public static string Block(string text) => Visible(text);

    /// <summary>A body's beginning, on one line: as much of it as is quoted beside other things.</summary>
    public static string Beginning(string text)
    {
        var line = OneLine(text);
        var elements = new StringInfo(line);
        return elements.LengthInTextElements <= ExtractLength
            ? line
            : elements.SubstringByTextElements(0, ExtractLength) + "…";
    }

    /// <summary>Whether a reader sees nothing of the text: the one meaning of blank, for every field.</summary>
    public static bool IsBlank(string text) => text.EnumerateRunes().All(rune =>
        Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || IsInvisible(rune.Value) || IsBlankSign(rune.Value));

    /// <summary>Whether it is a sign without ink: Braille's empty pattern, the place of a missing object.</summary>
    public static bool IsBlankSign(int rune) => rune is 0x2800 or 0xFFFC;

    /// <summary>Whether what follows would stand on another line, or run the other way.</summary>
    public static bool LeavesLine(char c) => char.IsControl(c)
        || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Visible(string text)
    {
        var shown = new StringBuilder(text.Length);
        var before = default(Rune);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!IsShown(rune, before)) continue;
            shown.Append(rune);
            before = rune;
        }

        return shown.ToString();
    }

    private static bool IsShown(Rune rune, Rune before) => rune.Value switch
    {
        '\n' or '\t' => true,
        Joiner => IsSymbol(before) || Joins(before),
        NonJoiner => Joins(before),
        TextStyle or EmojiStyle => before.Value != EmojiStyle && (IsSymbol(before) || IsKeycap(before)),
        _ => !Rune.IsControl(rune) && !IsInvisible(rune.Value),
    };

    /// <summary>Whether Unicode has it shown as nothing at all.</summary>
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
