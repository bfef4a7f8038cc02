using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Execution.Models.Accounting;

/// <summary>The estimated upper bound of one try of a call.</summary>
/// <param name="CompletionUsd">The answer's part of <paramref name="PriceUsd"/>.</param>
public sealed record TokenUpperBound(
    long PromptTokens, long CompletionTokens, decimal PriceUsd, decimal CompletionUsd)
{
    public Amount Amount => new(PromptTokens, CompletionTokens, PriceUsd);

    /// <summary>The amount to reserve for a model that is known to exceed the estimate.</summary>
    public Amount With(Surcharge surcharge) => surcharge.On(Amount, CompletionUsd);
}
