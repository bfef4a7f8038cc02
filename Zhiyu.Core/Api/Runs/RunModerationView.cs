using System.Text.Json.Serialization;
using Zhiyu.Core.Api.Wire;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Api.Runs;

/// <summary>What moderation made of what a run said. The text that a rule found is not repeated.</summary>
internal sealed record RunModerationView(
    [property: JsonConverter(typeof(UpperSnakeCase<ModerationVerdict>))] ModerationVerdict Verdict,
    [property: JsonConverter(typeof(LowerSnakeCase<RiskLevel>))] RiskLevel RiskLevel,
    double Score,
    IReadOnlyList<MatchedRule> Rules,
    [property: JsonConverter(typeof(UpperSnakeCase<Visibility>))] Visibility Visibility,
    [property: JsonConverter(typeof(UpperSnakeCase<ReviewState>))] ReviewState State,
    string? Failure)
{
    public static RunModerationView? Of(ModerationResult? result) => result is null
        ? null
        : new(result.Verdict, result.Risk, result.Score, result.Rules, result.Visibility, result.State, result.Failure);
}
