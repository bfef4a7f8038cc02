using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.AI;
using Newtonsoft.Json.Linq;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>What a call took, as its server tells it; 0 for what it does not.</summary>
/// <param name="Reasoning">Tokens of the completion that went into thoughts.</param>
internal sealed record WireUsage(int Prompt, int Completion, int Total, int Reasoning)
{
    // No call of ours can take as many: what is beyond is a fault of counting.
    private const int Most = 10_000_000;

    public UsageDetails Details => new()
    {
        InputTokenCount = Prompt, OutputTokenCount = Completion, TotalTokenCount = Total,
    };

    /// <summary>Null when it tells nothing that can be believed.</summary>
    public static WireUsage? Of(JToken? usage)
    {
        if (usage is not JObject) return null;
        var (prompt, completion, total) = (
            Count(usage, "prompt_tokens") ?? Count(usage, "input_tokens"),
            Count(usage, "completion_tokens") ?? Count(usage, "output_tokens"),
            Count(usage, "total_tokens"));
        if (prompt is null && completion is null && total is null) return null;
        if (prompt is < 0 or > Most || completion is < 0 or > Most || total is < 0 or > 2 * Most) return null;
        prompt ??= total - completion;
        completion ??= total - prompt;
        var reasoning = Count(usage["completion_tokens_details"], "reasoning_tokens");
        return new WireUsage(
            Math.Max(0, (int)(prompt ?? 0)),
            Math.Max(0, (int)(completion ?? 0)),
            (int)(total ?? (prompt + completion) ?? 0),
            reasoning is > 0 and <= Most ? (int)reasoning : 0);
    }

    // As a number, whole or not, or a text of one. What is far too big stays so.
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
