namespace Zhiyu.Core.Threads;

internal enum ModerationVerdict
{
    Approve,
    Fold,
    Quarantine,
    Reject,
}

internal enum RiskLevel
{
    Low,
    Medium,
    High,
}

/// <summary>
/// What moderation made of a text before it was published; kept on the content, and on the run that wrote it.
/// </summary>
/// <param name="Score">The risk, from 0 to 1.</param>
/// <param name="Rules">What was found in it.</param>
internal sealed record ModerationResult(
    ModerationVerdict Verdict, RiskLevel Risk, double Score, IReadOnlyList<MatchedRule> Rules)
{
    /// <summary>What became of the content.</summary>
    public required Visibility Visibility { get; init; }

    public required ReviewState State { get; init; }

    /// <summary>Why nobody could judge; null where somebody did.</summary>
    public string? Failure { get; init; }

    /// <summary>What speaks against the text, in a few words that repeat nothing of it.</summary>
    public string Why => Failure
        ?? (Rules.Count > 0 ? string.Join(", ", Rules.Select(rule => rule.Id)) : "the community's rule");
}

/// <param name="Id">The rule, by its name in the lists.</param>
/// <param name="Category">What kind of thing it is about: <c>pii</c>, <c>secret</c>, <c>abuse</c> and so on.</param>
/// <param name="Weight">What it adds to the score; 1 for a rule that blocks by itself.</param>
internal sealed record MatchedRule(string Id, string Category, double Weight);
