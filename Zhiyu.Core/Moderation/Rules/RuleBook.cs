using Zhiyu.Core.Moderation.Texts;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>All rules, and what they make of a text.</summary>
internal sealed class RuleBook(
    Confusables folding, TermRules terms, IReadOnlyList<PatternRule> patterns, LinkRules links)
{
    // A third word of the same kind says what two have said.
    private const int MostTimes = 3;

    // A moderator looks at what was not read to its end.
    private static readonly Rule Unread = new("form.length", "form", 0.9);

    public Assessment Assess(string text) => Assess(TextVariants.Of(text));

    /// <summary>Whatever form the words are in that a rule is about: people see them all.</summary>
    public Assessment Assess(TextVariants forms)
    {
        var readings = forms.All.DistinctBy(Letters).Select(form => TextReadings.Of(form, folding)).ToList();
        return Assessment.Of(terms.Find(readings.SelectMany(each => each.Words).Distinct())
            .Concat(patterns.Where(pattern => readings.Any(pattern.IsIn)).Select(pattern => new Finding(pattern.Rule)))
            .Concat(links.Find(readings))
            .Concat(readings.Any(each => !each.IsWhole) ? [new Finding(Unread)] : [])
            .Select(Matched));
    }

    // Forms that differ in their blanks alone say the same to all rules.
    private static string Letters(string form) => string.Concat(form.Where(c => !char.IsWhiteSpace(c)));

    private static MatchedRule Matched(Finding finding)
    {
        var spared = Math.Pow(1 - finding.Rule.Weight, Math.Min(finding.Times, MostTimes));
        return new MatchedRule(finding.Rule.Id, finding.Rule.Category, Math.Round(1 - spared, 4));
    }
}
