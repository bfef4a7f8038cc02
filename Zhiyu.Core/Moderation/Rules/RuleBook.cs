using Zhiyu.Core.Moderation.Texts;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation.Rules;

/// <summary>All moderation rules.</summary>
internal sealed class RuleBook(
    Confusables confusables, TermRules terms, IReadOnlyList<PatternRule> patterns, LinkRules links)
{
    // More matches of the same rule do not increase the risk further.
    private const int MaxTimes = 3;

    // A text that is too long to be read completely goes to review.
    private static readonly Rule TooLong = new("form.length", "form", 0.9);

    public Assessment Assess(string text) => Assess(TextVariants.Of(text));

    /// <summary>Assesses all variants of a text, because people can see each of them.</summary>
    public Assessment Assess(TextVariants variants)
    {
        var readings = variants.All.DistinctBy(WithoutSpaces)
            .Select(variant => TextReadings.Of(variant, confusables)).ToList();
        return Assessment.Of(terms.Find(readings.SelectMany(each => each.Words).Distinct())
            .Concat(patterns.Where(pattern => readings.Any(pattern.IsIn)).Select(pattern => new Finding(pattern.Rule)))
            .Concat(links.Find(readings))
            .Concat(readings.Any(each => !each.IsWhole) ? [new Finding(TooLong)] : [])
            .Select(Matched));
    }

    // Variants that differ only in white space give the same result.
    private static string WithoutSpaces(string variant) => string.Concat(variant.Where(c => !char.IsWhiteSpace(c)));

    private static MatchedRule Matched(Finding finding)
    {
        var trust = Math.Pow(1 - finding.Rule.Weight, Math.Min(finding.Times, MaxTimes));
        return new MatchedRule(finding.Rule.Id, finding.Rule.Category, Math.Round(1 - trust, 4));
    }
}
