using System.Text.Json.Serialization;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Moderation;

/// <summary>The moderation result of content.</summary>
internal sealed record ModerationView(
    [property: JsonConverter(typeof(UpperSnakeCase<ModerationVerdict>))] ModerationVerdict Verdict,
    [property: JsonConverter(typeof(LowerSnakeCase<RiskLevel>))] RiskLevel RiskLevel)
{
    /// <summary>For writes that are not moderated.</summary>
    public static readonly ModerationView Approved = new(ModerationVerdict.Approve, RiskLevel.Low);

    // Content that is older than moderation has no result, so the view shows the decision of an admin, if any.
    public static ModerationView Of(Content content) => content switch
    {
        { Moderation: { } moderation } => new ModerationView(moderation.Verdict, moderation.Risk),
        { State: ReviewState.Rejected } => new ModerationView(ModerationVerdict.Reject, RiskLevel.High),
        { Visibility: Visibility.Quarantine } => new ModerationView(ModerationVerdict.Quarantine, RiskLevel.High),
        { Visibility: Visibility.Gray } => new ModerationView(ModerationVerdict.Fold, RiskLevel.Medium),
        _ => Approved,
    };
}
