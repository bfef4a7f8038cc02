using System.Globalization;
using System.Text;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Text;

namespace Zhiyu.Core.Allocation;

/// <summary>Decides whether a name in a text addresses its agent or is only a word.</summary>
/// <remarks>
/// A name addresses the agent after an @, or as a whole word next to punctuation or at the start of a line. In scripts
/// without spaces, a whole word has no neighbour of the same script, except for words that go with names. After an @,
/// the longest matching name is meant.
/// </remarks>
internal static class NameMention
{
    // Characters that join words: O'Neill, pre-war, www.ada.example, mail@ada, 阿·青.
    private const string Joiners = "'’-_./@·";

    private const string Marks = "@＠";

    private enum Edge
    {
        /// <summary>The word continues.</summary>
        Joined,

        /// <summary>Another word follows.</summary>
        Apart,

        /// <summary>A greeting or another word that goes before a name.</summary>
        Greeted,

        /// <summary>Punctuation, or the start of a line.</summary>
        SetOff,

        /// <summary>The end of a line.</summary>
        End,
    }

    /// <summary>Whether the name at this position follows an @.</summary>
    public static bool IsMarked(ReadOnlySpan<char> text, int start, int length)
    {
        if (start == 0 || !Marks.Contains(text[start - 1])) return false;
        var isMail = start > 1 && (char.IsAsciiLetterOrDigit(text[start - 2]) || "._+-".Contains(text[start - 2]));
        return !isMail && !Continues(text, start + length);
    }

    /// <summary>Whether the name at this position is a whole word that is set off.</summary>
    public static bool IsSetOff(ReadOnlySpan<char> text, int start, int length)
    {
        var (left, right) = (Before(text, start), After(text, start + length));
        if (left == Edge.Joined || right == Edge.Joined) return false;
        return left == Edge.SetOff || right == Edge.SetOff || (left == Edge.Greeted && right == Edge.End);
    }

    /// <summary>Whether a name can address an agent without an @: not a common word, not a single letter.</summary>
    public static bool CallsAlone(string name) =>
        new StringInfo(name).LengthInTextElements > 1 && !CommonWords.Embedded.Include(name);

    private static Edge Before(ReadOnlySpan<char> text, int start)
    {
        var before = text[..start].TrimEnd(" \t\u3000");
        if (before.IsEmpty || before[^1] is '\n' or '\r') return Edge.SetOff;
        var isNear = before.Length == start;
        Rune.DecodeLastFromUtf16(before, out var neighbor, out _);
        if (!IsWordlike(neighbor))
            return isNear && Joins(before[^1], text, before.Length - 2) ? Edge.Joined : Edge.SetOff;
        if (IsGreeting(before)) return Edge.Greeted;
        Rune.DecodeFromUtf16(text[start..], out var first, out _);
        return isNear && AreOfOneScript(neighbor, first) ? Edge.Joined : Edge.Apart;
    }

    private static Edge After(ReadOnlySpan<char> text, int end)
    {
        var after = text[end..].TrimStart(" \t\u3000");
        if (after.IsEmpty || after[0] is '\n' or '\r') return Edge.End;
        var isNear = end + after.Length == text.Length;
        Rune.DecodeFromUtf16(after, out var neighbor, out _);
        if (!IsWordlike(neighbor)) return isNear && Joins(after[0], text, end + 1) ? Edge.Joined : Edge.SetOff;
        Rune.DecodeLastFromUtf16(text[..end], out var last, out _);
        if (!isNear || !AreOfOneScript(neighbor, last)) return Edge.Apart;
        foreach (var word in CommonWords.Embedded.AfterNames)
            if (after.StartsWith(word, StringComparison.Ordinal)) return Edge.Apart;
        return Edge.Joined;
    }

    /// <param name="far">The index on the other side of the joiner.</param>
    private static bool Joins(char joiner, ReadOnlySpan<char> text, int far)
    {
        if (!Joiners.Contains(joiner) || far < 0 || far >= text.Length) return false;
        var other = text[far];
        return char.IsLetterOrDigit(other) && (joiner == '·' || !Terms.IsIdeographic(new Rune(other)));
    }

    private static bool IsGreeting(ReadOnlySpan<char> before)
    {
        foreach (var word in CommonWords.Embedded.BeforeNames)
        {
            if (!before.EndsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = before[..^word.Length];
            if (rest.IsEmpty || Terms.IsIdeographic(word.EnumerateRunes().First()) || !char.IsLetterOrDigit(rest[^1]))
                return true;
        }

        return false;
    }

    private static bool Continues(ReadOnlySpan<char> text, int end)
    {
        if (end == text.Length) return false;
        Rune.DecodeFromUtf16(text[end..], out var next, out _);
        Rune.DecodeLastFromUtf16(text[..end], out var last, out _);
        return IsWordlike(next) && !Terms.IsIdeographic(next) && !Terms.IsIdeographic(last);
    }

    private static bool AreOfOneScript(Rune one, Rune other) =>
        IsWordlike(other) && Terms.IsIdeographic(one) == Terms.IsIdeographic(other);

    private static bool IsWordlike(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
