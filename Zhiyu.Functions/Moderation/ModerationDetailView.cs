using System.Text.Json.Serialization;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Moderation;

/// <summary>The full moderation result of a text, without the matched parts of the text.</summary>
/// <param name="Failure">Why it could not be moderated; null when it was.</param>
internal sealed record ModerationDetailView(
    [property: JsonConverter(typeof(UpperSnakeCase<ModerationVerdict>))] ModerationVerdict Verdict,
    [property: JsonConverter(typeof(LowerSnakeCase<RiskLevel>))] RiskLevel RiskLevel,
    double Score,
    IReadOnlyList<MatchedRule> Rules,
    [property: JsonConverter(typeof(UpperSnakeCase<Visibility>))] Visibility Visibility,
    [property: JsonConverter(typeof(UpperSnakeCase<ReviewState>))] ReviewState State,
    string? Failure)
{
    public static ModerationDetailView? Of(ModerationResult? result) => result is null
        ? null
        : new(result.Verdict, result.Risk, result.Score, result.Rules, result.Visibility, result.State, result.Failure);
}
