using System.Text.Json.Serialization;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Api.Writing;

/// <summary>What moderation made of a piece of content.</summary>
internal sealed record Moderation(
    [property: JsonConverter(typeof(UpperSnakeCase<ModerationVerdict>))] ModerationVerdict Verdict,
    [property: JsonConverter(typeof(LowerSnakeCase<RiskLevel>))] RiskLevel RiskLevel)
{
    /// <summary>For what nobody reviews.</summary>
    public static readonly Moderation Approved = new(ModerationVerdict.Approve, RiskLevel.Low);

    // The content carries the outcome of its review; no more of the review is kept yet.
    public static Moderation Of(Content content) => content switch
    {
        { State: ReviewState.Rejected } => new Moderation(ModerationVerdict.Reject, RiskLevel.High),
        { Visibility: Visibility.Quarantine } => new Moderation(ModerationVerdict.Quarantine, RiskLevel.High),
        { Visibility: Visibility.Gray } => new Moderation(ModerationVerdict.Fold, RiskLevel.Medium),
        _ => Approved,
    };
}
