namespace Zhiyu.Core.Budgets;

/// <summary>The actual or maximum cost of model calls.</summary>
public readonly record struct Amount(long PromptTokens, long CompletionTokens, decimal Usd)
{
    public long Tokens => PromptTokens + CompletionTokens;

    /// <summary>The maximum of each part.</summary>
    public Amount Or(Amount other) => new(
        Math.Max(PromptTokens, other.PromptTokens),
        Math.Max(CompletionTokens, other.CompletionTokens),
        Math.Max(Usd, other.Usd));

    public static Amount operator +(Amount one, Amount other) => new(
        one.PromptTokens + other.PromptTokens, one.CompletionTokens + other.CompletionTokens, one.Usd + other.Usd);

    public static Amount operator -(Amount one, Amount other) => new(
        one.PromptTokens - other.PromptTokens, one.CompletionTokens - other.CompletionTokens, one.Usd - other.Usd);
}
