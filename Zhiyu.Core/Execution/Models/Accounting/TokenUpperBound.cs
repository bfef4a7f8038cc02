using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Execution.Models.Accounting;

/// <summary>The most that one try of a call is estimated to take.</summary>
/// <param name="CompletionUsd">The answer's part of <paramref name="PriceUsd"/>.</param>
internal sealed record TokenUpperBound(
    long PromptTokens, long CompletionTokens, decimal PriceUsd, decimal CompletionUsd)
{
    public Amount Amount => new(PromptTokens, CompletionTokens, PriceUsd);

    /// <summary>What is reserved for it, of a model that is known to take more than is estimated.</summary>
    public Amount With(Surcharge surcharge) => surcharge.On(Amount, CompletionUsd);
}
