using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Runs;

/// <summary>The token usage and price of model calls.</summary>
/// <param name="Calls">Requests that were sent, including retries.</param>
/// <param name="Estimated">
/// Whether a part is estimated: the provider reported no usage, or a call ended without an answer and counts with its
/// upper bound.
/// </param>
public sealed record ModelUsage(
    int Calls, long PromptTokens, long CompletionTokens, bool Estimated, decimal PriceUsd)
{
    public static ModelUsage None { get; } = new(0, 0, 0, Estimated: false, 0);

    public long TotalTokens => PromptTokens + CompletionTokens;

    public Amount Amount => new(PromptTokens, CompletionTokens, PriceUsd);

    /// <summary>The upper bound for calls whose usage is unknown.</summary>
    public static ModelUsage AtMost(int calls, Amount upperBound) =>
        new(calls, upperBound.PromptTokens, upperBound.CompletionTokens, Estimated: calls > 0, upperBound.Usd);

    public static ModelUsage operator +(ModelUsage left, ModelUsage right) => new(
        left.Calls + right.Calls,
        left.PromptTokens + right.PromptTokens,
        left.CompletionTokens + right.CompletionTokens,
        left.Estimated || right.Estimated,
        left.PriceUsd + right.PriceUsd);
}
