using Zhiyu.Core.Communities;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Moderation;

[Trait("Set", "Quick")]
public sealed class VerdictCalculatorTests
{
    [Theory]
    [InlineData(0, Visibility.Public, ReviewState.Approved, ModerationVerdict.Approve, RiskLevel.Low)]
    [InlineData(0.3, Visibility.Public, ReviewState.Approved, ModerationVerdict.Approve, RiskLevel.Low)]
    [InlineData(0.3001, Visibility.Gray, ReviewState.Approved, ModerationVerdict.Fold, RiskLevel.Medium)]
    [InlineData(0.7, Visibility.Gray, ReviewState.Approved, ModerationVerdict.Fold, RiskLevel.Medium)]
    [InlineData(0.7001, Visibility.Quarantine, ReviewState.Pending, ModerationVerdict.Quarantine, RiskLevel.High)]
    [InlineData(0.95, Visibility.Quarantine, ReviewState.Pending, ModerationVerdict.Quarantine, RiskLevel.High)]
    [InlineData(0.9501, Visibility.Quarantine, ReviewState.Rejected, ModerationVerdict.Reject, RiskLevel.High)]
    [InlineData(1, Visibility.Quarantine, ReviewState.Rejected, ModerationVerdict.Reject, RiskLevel.High)]
    internal void The_score_decides_and_a_threshold_itself_is_still_let_be(
        double score, Visibility visibility, ReviewState state, ModerationVerdict verdict, RiskLevel risk)
    {
        var result = VerdictCalculator.Of(new Assessment(score, []), ModerationThresholds.Default, Visibility.Public);

        Assert.Equal(
            (visibility, state, verdict, risk), (result.Visibility, result.State, result.Verdict, result.Risk));
    }

    [Fact]
    public void A_rule_that_blocks_rejects_whatever_a_community_puts_up_with()
    {
        var blocked = Assessment.Of([new MatchedRule("secret.aws", "secret", 1)]);

        var result = VerdictCalculator.Of(blocked, new ModerationThresholds(0.9, 0.95, 1), Visibility.Public);

        Assert.Equal((Visibility.Quarantine, ReviewState.Rejected), (result.Visibility, result.State));
    }

    [Fact]
    public void A_community_has_thresholds_of_its_own()
    {
        var result = VerdictCalculator.Of(new Assessment(0.2, []), new ModerationThresholds(0.05, 0.1, 0.5), Visibility.Public);

        Assert.Equal((ModerationVerdict.Quarantine, RiskLevel.Low), (result.Verdict, result.Risk));
    }

    [Theory]
    [InlineData(Visibility.Gray, 0, Visibility.Gray, ReviewState.Approved)]
    [InlineData(Visibility.Gray, 0.8, Visibility.Quarantine, ReviewState.Pending)]
    [InlineData(Visibility.Quarantine, 0, Visibility.Quarantine, ReviewState.Pending)]
    [InlineData(Visibility.Quarantine, 0.96, Visibility.Quarantine, ReviewState.Rejected)]
    internal void Nothing_is_shown_more_openly_than_its_community(
        Visibility standard, double score, Visibility visibility, ReviewState state)
    {
        var result = VerdictCalculator.Of(new Assessment(score, []), ModerationThresholds.Default, standard);

        Assert.Equal((visibility, state), (result.Visibility, result.State));
    }

    [Fact]
    public void A_text_that_could_not_be_judged_waits_for_review()
    {
        var result = VerdictCalculator.Failed(Assessment.Harmless, "the moderation service did not answer in time");

        Assert.Equal((Visibility.Gray, ReviewState.Pending), (result.Visibility, result.State));
        Assert.Equal("the moderation service did not answer in time", result.Why);
    }

    [Fact]
    public void Rules_add_up_as_chances_do()
    {
        var both = Assessment.Of([new MatchedRule("a", "abuse", 0.5), new MatchedRule("b", "fraud", 0.6)]);

        Assert.Equal(0.8, both.Score);
        Assert.Equal(["b", "a"], both.Rules.Select(rule => rule.Id));
    }

    [Theory]
    [InlineData(0.7, 0.3, 0.95)]
    [InlineData(0.3, 0.3, 0.95)]
    [InlineData(-0.1, 0.3, 0.95)]
    [InlineData(0.3, 0.7, 1.1)]
    [InlineData(double.NaN, 0.7, 0.95)]
    public void Thresholds_that_do_not_ascend_are_at_fault(double fold, double quarantine, double reject) =>
        Assert.NotNull(new ModerationThresholds(fold, quarantine, reject).Fault);
}
