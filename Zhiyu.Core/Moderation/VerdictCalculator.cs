using Zhiyu.Core.Communities;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation;

/// <summary>Turns an assessment into a moderation verdict.</summary>
internal static class VerdictCalculator
{
    /// <param name="defaultVisibility">The default visibility of the community, which no verdict exceeds.</param>
    public static ModerationResult Of(
        Assessment assessment, ModerationThresholds thresholds, Visibility defaultVisibility)
    {
        var scoreVerdict = assessment.IsBlocked || assessment.Score > thresholds.Reject ? ModerationVerdict.Reject
            : assessment.Score > thresholds.Quarantine ? ModerationVerdict.Quarantine
            : assessment.Score > thresholds.Fold ? ModerationVerdict.Fold
            : ModerationVerdict.Approve;
        var minimum = defaultVisibility switch
        {
            Visibility.Quarantine => ModerationVerdict.Quarantine,
            Visibility.Gray => ModerationVerdict.Fold,
            _ => ModerationVerdict.Approve,
        };
        var verdict = scoreVerdict > minimum ? scoreVerdict : minimum;
        var (visibility, state) = verdict switch
        {
            ModerationVerdict.Approve => (Visibility.Public, ReviewState.Approved),
            ModerationVerdict.Fold => (Visibility.Gray, ReviewState.Approved),
            ModerationVerdict.Quarantine => (Visibility.Quarantine, ReviewState.Pending),
            _ => (Visibility.Quarantine, ReviewState.Rejected),
        };
        return new ModerationResult(verdict, RiskOf(assessment.Score), assessment.Score, assessment.Rules)
        {
            Visibility = visibility,
            State = state,
        };
    }

    /// <summary>The result when moderation failed: withheld until it is reviewed.</summary>
    /// <param name="assessment">The assessment before the failure.</param>
    public static ModerationResult Failed(Assessment assessment, string failure) =>
        new(ModerationVerdict.Quarantine, RiskLevel.Medium, assessment.Score, assessment.Rules)
        {
            Visibility = Visibility.Gray,
            State = ReviewState.Pending,
            Failure = failure,
        };

    // Uses the forum's own thresholds: a tolerant community does not make a text less risky.
    private static RiskLevel RiskOf(double score) =>
        score <= ModerationThresholds.Default.Fold ? RiskLevel.Low
        : score <= ModerationThresholds.Default.Quarantine ? RiskLevel.Medium
        : RiskLevel.High;
}
