using System.Text.RegularExpressions;
using Zhiyu.Core.Moderation.Lists;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>Matches a pattern and confirms the match with a check.</summary>
/// <param name="Reading">The reading of the text to search.</param>
internal sealed record PatternRule(Rule Rule, Func<NormalizedForms, string> Reading, LinearPattern Pattern)
{
    // Enough for a word before a number that says what it is, and for a unit after it.
    private const int ContextLength = 24;

    /// <summary>Selects the relevant parts of a match; all of it by default.</summary>
    public MatchCheck Check { get; init; } = MatchChecks.All;

    public WordEdge Edge { get; init; }

    /// <summary>A pattern before a match that confirms it, regardless of <see cref="Unless"/>.</summary>
    public LinearPattern? Cue { get; init; }

    /// <summary>A pattern of surroundings that rule out a match, which is marked by ⟦ and ⟧.</summary>
    public LinearPattern? Unless { get; init; }

    public bool IsIn(NormalizedForms readings)
    {
        var text = Reading(readings);
        for (var match = Pattern.Regex.Match(text); match.Success; match = match.NextMatch())
            if (WordBoundary.IsAround(text, match.Index, match.Length, Edge) && IsConfirmed(text, match)) return true;
        return false;
    }

    private bool IsConfirmed(string text, Match match)
    {
        var found = match.Groups["value"] is { Success: true } value ? value : match;
        return Check(found.Value).Any(part => IsConfirmed(text, found.Index + part.At, part));
    }

    private bool IsConfirmed(string text, int at, Part part)
    {
        var end = at + part.Length;
        if (Edge == WordEdge.Number && WordBoundary.IsInsideCode(text, at, end)) return false;
        var before = text[Math.Max(0, at - ContextLength)..at];
        if (Cue?.Regex.IsMatch(before) ?? false) return true;
        if (part.NeedsCue) return false;
        if (Unless is null) return true;
        var after = text[end..Math.Min(text.Length, end + ContextLength)];
        return !Unless.Regex.IsMatch($"{before}⟦{text[at..end]}⟧{after}");
    }
}
