using System.Globalization;
using static System.FormattableString;

namespace Zhiyu.Core.Text;

/// <summary>The length limit of a text.</summary>
/// <param name="Elements">In Unicode text elements, which readers perceive as characters.</param>
/// <param name="Chars">In UTF-16 units, as storage counts: one text element can have many combining marks.</param>
internal sealed record TextLimit(int Elements, int Chars)
{
    /// <summary>The most tags of a post.</summary>
    public const int MaxTags = 10;

    public static readonly TextLimit Title = new(300, 10_000) { IsOneLine = true };
    public static readonly TextLimit PostBody = new(50_000, 200_000);
    public static readonly TextLimit CommentBody = new(10_000, 200_000);
    public static readonly TextLimit Tag = new(50, 1_000) { IsOneLine = true };
    public static readonly TextLimit Note = new(120, 1_000) { IsOneLine = true };
    public static readonly TextLimit NoteSubject = new(40, 400) { IsOneLine = true };

    /// <summary>The beginning of a title, where a memory says where it is from.</summary>
    public static readonly TextLimit ThreadTitle = new(60, 600) { IsOneLine = true };
    public static readonly TextLimit Reason = new(1_000, 20_000);

    /// <summary>Whether it shares a line with other texts, so that it must not break out of its place.</summary>
    public bool IsOneLine { get; init; }

    /// <summary>The fault of the text, to follow the field's name; null when there is none.</summary>
    public string? FaultOf(string text)
    {
        if (VisibleText.IsBlank(text)) return "must not be blank";
        if (IsOneLine && text.Any(VisibleText.LeavesLine))
            return "must be on one line, without tabs, control characters and marks that turn the direction of text";
        if (text.Any(IsUnprintable)) return "must not contain control characters other than tab and line breaks";
        if (text.Length > Chars) return Invariant($"must be at most {Chars} UTF-16 units long");
        return text.Length > Elements && new StringInfo(text).LengthInTextElements > Elements
            ? Invariant($"must be at most {Elements} characters long")
            : null;
    }

    /// <summary>The beginning of a text that is too long for the limit.</summary>
    public string Cut(string text)
    {
        var elements = new StringInfo(text[..Math.Min(text.Length, Chars)]);
        return elements.LengthInTextElements <= Elements
            ? elements.String
            : elements.SubstringByTextElements(0, Elements).TrimEnd();
    }

    private static bool IsUnprintable(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
