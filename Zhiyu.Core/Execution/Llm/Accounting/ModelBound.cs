using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Execution.Llm.Accounting;

/// <summary>The most that one try of a call is expected to take.</summary>
internal sealed record ModelBound(long PromptTokens, long CompletionTokens, decimal PriceUsd)
{
    public long TotalTokens => PromptTokens + CompletionTokens;

    public Amount Amount => new(PromptTokens, CompletionTokens, PriceUsd);

    /// <summary>As what it counts when nobody knows what the try took.</summary>
    public ModelUsage Usage => new(1, PromptTokens, CompletionTokens, Estimated: true, PriceUsd);
}
