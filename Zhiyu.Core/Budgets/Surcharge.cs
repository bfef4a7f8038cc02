namespace Zhiyu.Core.Budgets;

/// <summary>How many times its estimate a call of a model takes, in its prompt and in its answer; at least 1.</summary>
internal readonly record struct Surcharge(decimal Prompt, decimal Completion)
{
    public static readonly Surcharge None = new(1, 1);

    // A provider that tells of more than that did not count tokens; and no sum of such calls leaves its type.
    private const decimal Most = 1_000_000;

    public static Surcharge Of(Amount taken, Amount estimate) => new(
        Ratio(taken.PromptTokens, estimate.PromptTokens), Ratio(taken.CompletionTokens, estimate.CompletionTokens));

    /// <summary>The higher of the two, in each part.</summary>
    public Surcharge Or(Surcharge other) =>
        new(Math.Max(Prompt, other.Prompt), Math.Max(Completion, other.Completion));

    /// <param name="estimate">What a call is estimated to take at most.</param>
    /// <param name="completionUsd">The answer's part of its price.</param>
    public Amount On(Amount estimate, decimal completionUsd) => new(
        (long)Math.Ceiling(estimate.PromptTokens * Prompt),
        (long)Math.Ceiling(estimate.CompletionTokens * Completion),
        ((estimate.Usd - completionUsd) * Prompt) + (completionUsd * Completion));

    private static decimal Ratio(long taken, long estimate) =>
        Math.Clamp((decimal)taken / Math.Max(1, estimate), 1, Most);
}

/// <summary>That calls of a model took more than was estimated.</summary>
/// <param name="Model">Its provider and name.</param>
/// <param name="Day">The last day on which they did by as much.</param>
internal sealed record ModelExcess(string Model, Surcharge By, DateOnly Day = default);
