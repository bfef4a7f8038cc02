using Zhiyu.Core.Forum;
using Zhiyu.Core.Moderation.Texts;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>All rules, and what they make of a text.</summary>
internal sealed class RuleBook(
    Folding folding, TermRules terms, IReadOnlyList<PatternRule> patterns, LinkRules links)
{
    // A third word of the same kind says what two have said.
    private const int MostTimes = 3;

    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">A rule took too long.</exception>
    public Assessment Assess(string text)
    {
        var readings = TextReadings.Of(text, folding);
        return Assessment.Of(terms.Find(readings.Words)
            .Concat(patterns.Where(pattern => pattern.IsIn(readings)).Select(pattern => new Finding(pattern.Rule)))
            .Concat(links.Find(readings))
            .Select(Matched));
    }

    private static MatchedRule Matched(Finding finding)
    {
        var spared = Math.Pow(1 - finding.Rule.Weight, Math.Min(finding.Times, MostTimes));
        return new MatchedRule(finding.Rule.Id, finding.Rule.Category, Math.Round(1 - spared, 4));
    }
}
