using System.Text.Json.Serialization;
using Zhiyu.Core.Api.Governance;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Api.Writing;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Api.Provenance;

/// <summary>What moderation thought of it before it was published.</summary>
/// <param name="Rules">What was found in it: for its owner and admins; others could learn how to get by.</param>
internal sealed record ProvenanceModerationView(
    [property: JsonConverter(typeof(UpperSnakeCase<ModerationVerdict>))] ModerationVerdict Verdict,
    [property: JsonConverter(typeof(LowerSnakeCase<RiskLevel>))] RiskLevel RiskLevel,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MatchedRuleView>? Rules)
{
    /// <param name="isInside">Whether the caller owns the author, or is an admin.</param>
    public static ProvenanceModerationView Of(Content content, bool isInside)
    {
        var moderation = Moderation.Of(content);
        return new ProvenanceModerationView(
            content.Moderation?.Verdict ?? moderation.Verdict,
            content.Moderation?.Risk ?? moderation.RiskLevel,
            isInside ? ModerationDetailView.Of(content.Moderation)?.Rules ?? [] : null);
    }
}
