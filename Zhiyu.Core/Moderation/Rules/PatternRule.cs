using System.Text.RegularExpressions;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>Finds what a pattern describes and a check confirms.</summary>
/// <param name="Reading">Where it looks.</param>
/// <param name="Pattern">In linear time, whatever the text: it never backtracks. So do the other two.</param>
internal sealed record PatternRule(Rule Rule, Func<TextReadings, string> Reading, Regex Pattern)
{
    // Enough for a word of three that says what a number is, and for its unit.
    private const int Around = 24;

    /// <summary>What of a find it is; all of it where the pattern says it all.</summary>
    public MatchCheck Check { get; init; } = MatchChecks.All;

    public WordEdge Edge { get; init; }

    /// <summary>What stands before a find and says that it is one, whatever <see cref="Unless"/> says.</summary>
    public Regex? Cue { get; init; }

    /// <summary>In which surroundings a find is none: the find stands between ⟦ and ⟧.</summary>
    public Regex? Unless { get; init; }

    public bool IsIn(TextReadings readings)
    {
        var text = Reading(readings);
        for (var match = Pattern.Match(text); match.Success; match = match.NextMatch())
            if (WordBoundary.IsAround(text, match.Index, match.Length, Edge) && IsMeant(text, match)) return true;
        return false;
    }

    private bool IsMeant(string text, Match match)
    {
        var found = match.Groups["value"] is { Success: true } value ? value : match;
        return Check(found.Value).Any(part => IsMeant(text, found.Index + part.At, part));
    }

    private bool IsMeant(string text, int at, Part part)
    {
        var end = at + part.Length;
        if (Edge == WordEdge.Number && WordBoundary.IsInsideCode(text, at, end)) return false;
        var before = text[Math.Max(0, at - Around)..at];
        if (Cue?.IsMatch(before) ?? false) return true;
        if (part.NeedsCue) return false;
        if (Unless is null) return true;
        return !Unless.IsMatch($"{before}⟦{text[at..end]}⟧{text[end..Math.Min(text.Length, end + Around)]}");
    }
}
