using System.Text.Json.Serialization;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Moderation;

namespace Zhiyu.Functions.Provenance;

/// <summary>The moderation result before publication.</summary>
/// <param name="Rules">The matched rules; not for others, who could learn to evade moderation.</param>
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
