using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>The risk score of a text with the rules that matched.</summary>
/// <param name="Score">From 0 to 1; each rule reduces the remaining trust by its weight.</param>
/// <param name="Rules">The matched rules, highest weight first.</param>
internal sealed record Assessment(double Score, IReadOnlyList<MatchedRule> Rules)
{
    public static readonly Assessment Harmless = new(0, []);

    /// <summary>Whether one rule alone blocks the text.</summary>
    public bool IsBlocked => Rules.Any(rule => rule.Weight >= 1);

    public static Assessment Of(IEnumerable<MatchedRule> rules)
    {
        var heaviestFirst = rules.OrderByDescending(rule => rule.Weight)
            .ThenBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        var trust = heaviestFirst.Aggregate(1.0, (remaining, rule) => remaining * (1 - rule.Weight));
        return new Assessment(Math.Round(1 - trust, 4), heaviestFirst);
    }

    /// <summary>Combined with another assessment: the higher score counts.</summary>
    public Assessment With(Assessment other) =>
        new(Math.Max(Score, other.Score), [.. Rules, .. other.Rules]);
}
