using System.Text.Json.Serialization;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Moderation;

namespace Zhiyu.Functions.Provenance;

/// <summary>What moderation thought of it before it was published.</summary>
/// <param name="Rules">What was found in it: for its owner and admins; others could learn how to get by.</param>
internal sealed record ProvenanceModerationView(
    [property: JsonConverter(typeof(UpperSnakeCase<ModerationVerdict>))] ModerationVerdict Verdict,
    [property: JsonConverter(typeof(LowerSnakeCase<RiskLevel>))] RiskLevel RiskLevel,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MatchedRule>? Rules)
{
    /// <param name="isInside">Whether the caller owns the author, or is an admin.</param>
    public static ProvenanceModerationView Of(Content content, bool isInside)
    {
        var moderation = ModerationView.Of(content);
        return new ProvenanceModerationView(
            moderation.Verdict, moderation.RiskLevel, isInside ? content.Moderation?.Rules ?? [] : null);
    }
}
