using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>What speaks against a text.</summary>
/// <param name="Score">From 0 to 1: what is left after each rule has taken its share of the good faith.</param>
/// <param name="Rules">The heaviest first.</param>
internal sealed record Assessment(double Score, IReadOnlyList<MatchedRule> Rules)
{
    public static readonly Assessment Harmless = new(0, []);

    /// <summary>Whether one of the rules decides by itself.</summary>
    public bool IsBlocked => Rules.Any(rule => rule.Weight >= 1);

    public static Assessment Of(IEnumerable<MatchedRule> rules)
    {
        var heaviestFirst = rules.OrderByDescending(rule => rule.Weight)
            .ThenBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        var spared = heaviestFirst.Aggregate(1.0, (good, rule) => good * (1 - rule.Weight));
        return new Assessment(Math.Round(1 - spared, 4), heaviestFirst);
    }

    /// <summary>With what somebody else thinks of the text: the worse opinion counts.</summary>
    public Assessment With(Assessment other) =>
        new(Math.Max(Score, other.Score), [.. Rules, .. other.Rules]);
}
