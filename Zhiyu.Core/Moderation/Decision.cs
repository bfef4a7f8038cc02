using Zhiyu.Core.Communities;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Moderation;

/// <summary>Decides what becomes of a text.</summary>
internal static class Decision
{
    /// <param name="standard">What the community shows by default; nothing is shown more openly.</param>
    public static ModerationResult Of(Assessment assessment, ModerationThresholds thresholds, Visibility standard)
    {
        var judged = assessment.IsBlocked || assessment.Score > thresholds.Reject ? ModerationVerdict.Reject
            : assessment.Score > thresholds.Quarantine ? ModerationVerdict.Quarantine
            : assessment.Score > thresholds.Fold ? ModerationVerdict.Fold
            : ModerationVerdict.Approve;
        var least = standard switch
        {
            Visibility.Quarantine => ModerationVerdict.Quarantine,
            Visibility.Gray => ModerationVerdict.Fold,
            _ => ModerationVerdict.Approve,
        };
        var verdict = judged > least ? judged : least;
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

    /// <summary>Nobody could judge: withheld until somebody has looked.</summary>
    /// <param name="known">What speaks against the text as far as it was looked at.</param>
    public static ModerationResult Failed(Assessment known, string failure) =>
        new(ModerationVerdict.Quarantine, RiskLevel.Medium, known.Score, known.Rules)
        {
            Visibility = Visibility.Gray,
            State = ReviewState.Pending,
            Failure = failure,
        };

    // By the forum's own measure: what a community puts up with makes nothing less risky.
    private static RiskLevel RiskOf(double score) =>
        score <= ModerationThresholds.Default.Fold ? RiskLevel.Low
        : score <= ModerationThresholds.Default.Quarantine ? RiskLevel.Medium
        : RiskLevel.High;
}
