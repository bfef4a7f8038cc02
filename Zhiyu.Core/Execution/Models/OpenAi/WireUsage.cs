using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>The usage that a server reports; 0 for what it does not report.</summary>
/// <param name="Reasoning">The completion tokens that went into reasoning.</param>
internal sealed record WireUsage(int Prompt, int Completion, int Total, int Reasoning)
{
    // Higher than any call can use; more is a counting error.
    private const int MaxTokens = 10_000_000;

    public UsageDetails Details => new()
    {
        InputTokenCount = Prompt, OutputTokenCount = Completion, TotalTokenCount = Total,
    };

    /// <summary>Null when no plausible usage is reported.</summary>
    public static WireUsage? Of(JToken? usage)
    {
        if (usage is not JObject) return null;
        var (prompt, completion, total) = (
            Count(usage, "prompt_tokens") ?? Count(usage, "input_tokens"),
            Count(usage, "completion_tokens") ?? Count(usage, "output_tokens"),
            Count(usage, "total_tokens"));
        if (prompt is null && completion is null && total is null) return null;
        if (prompt is < 0 or > MaxTokens || completion is < 0 or > MaxTokens || total is < 0 or > 2 * MaxTokens)
            return null;
        prompt ??= total - completion;
        completion ??= total - prompt;
        var reasoning = Count(usage["completion_tokens_details"], "reasoning_tokens");
        return new WireUsage(
            Math.Max(0, (int)(prompt ?? 0)),
            Math.Max(0, (int)(completion ?? 0)),
            (int)(total ?? (prompt + completion) ?? 0),
            reasoning is > 0 and <= MaxTokens ? (int)reasoning : 0);
    }

    // A number, whole or not, or a numeric string. Numbers out of range stay large, so that they are refused.
    private static double? Count(JToken? usage, string name) => (usage as JObject)?[name] switch
    {
        JValue { Value: long count } => count,
        JValue { Value: BigInteger count } => (double)count,
        JValue { Value: double count } when double.IsFinite(count) => Math.Ceiling(count),
        JValue { Value: string text } when double.TryParse(
            text, NumberStyles.Float, CultureInfo.InvariantCulture, out var count) && double.IsFinite(count) =>
            Math.Ceiling(count),
        _ => null,
    };
}
