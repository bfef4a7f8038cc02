namespace Zhiyu.Core.Budgets;

/// <summary>
/// The factors by which the calls of a model exceed their estimates, for prompt and answer; at least 1.
/// </summary>
public readonly record struct Surcharge(decimal Prompt, decimal Completion)
{
    public static readonly Surcharge None = new(1, 1);

    // A provider that reports more than that did not count tokens. The limit also prevents overflows.
    private const decimal Most = 1_000_000;

    public static Surcharge Of(Amount taken, Amount estimate) => new(
        Ratio(taken.PromptTokens, estimate.PromptTokens), Ratio(taken.CompletionTokens, estimate.CompletionTokens));

    /// <summary>The maximum of each part.</summary>
    public Surcharge Or(Surcharge other) =>
        new(Math.Max(Prompt, other.Prompt), Math.Max(Completion, other.Completion));

    /// <param name="estimate">The estimated maximum cost of a call.</param>
    /// <param name="completionUsd">The part of the price that is for the answer.</param>
    public Amount On(Amount estimate, decimal completionUsd) => new(
        (long)Math.Ceiling(estimate.PromptTokens * Prompt),
        (long)Math.Ceiling(estimate.CompletionTokens * Completion),
        ((estimate.Usd - completionUsd) * Prompt) + (completionUsd * Completion));

    private static decimal Ratio(long taken, long estimate) =>
        Math.Clamp((decimal)taken / Math.Max(1, estimate), 1, Most);
}

/// <summary>The excess of a model's calls over their estimates.</summary>
/// <param name="Model">The provider and name of the model.</param>
/// <param name="Day">The day on which it was observed.</param>
public sealed record ModelExcess(string Model, Surcharge By, DateOnly Day = default);
