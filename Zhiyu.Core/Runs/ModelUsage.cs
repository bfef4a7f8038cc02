using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Runs;

/// <summary>What calls of a model took.</summary>
/// <param name="Calls">Requests that went out, the repeated ones included.</param>
/// <param name="Estimated">
/// Whether part of it is an estimate: the provider told no usage, or a call ended without an answer and is counted at
/// the most it can have taken.
/// </param>
internal sealed record ModelUsage(
    int Calls, long PromptTokens, long CompletionTokens, bool Estimated, decimal PriceUsd)
{
    public static ModelUsage None { get; } = new(0, 0, 0, Estimated: false, 0);

    public long TotalTokens => PromptTokens + CompletionTokens;

    public Amount Amount => new(PromptTokens, CompletionTokens, PriceUsd);

    /// <summary>Calls of which nobody knows what they took: at most that.</summary>
    public static ModelUsage AtMost(int calls, Amount most) =>
        new(calls, most.PromptTokens, most.CompletionTokens, Estimated: calls > 0, most.Usd);

    public static ModelUsage operator +(ModelUsage one, ModelUsage other) => new(
        one.Calls + other.Calls,
        one.PromptTokens + other.PromptTokens,
        one.CompletionTokens + other.CompletionTokens,
        one.Estimated || other.Estimated,
        one.PriceUsd + other.PriceUsd);
}
