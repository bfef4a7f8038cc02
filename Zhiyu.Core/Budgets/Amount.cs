namespace Zhiyu.Core.Budgets;

/// <summary>What calls of a model take, or may take at most.</summary>
internal readonly record struct Amount(long PromptTokens, long CompletionTokens, decimal Usd)
{
    public long Tokens => PromptTokens + CompletionTokens;

    public static Amount operator +(Amount one, Amount other) => new(
        one.PromptTokens + other.PromptTokens, one.CompletionTokens + other.CompletionTokens, one.Usd + other.Usd);

    public static Amount operator -(Amount one, Amount other) => new(
        one.PromptTokens - other.PromptTokens, one.CompletionTokens - other.CompletionTokens, one.Usd - other.Usd);
}
