namespace Zhiyu.Core.Threads;

public enum ModerationVerdict
{
    Approve,
    Fold,
    Quarantine,
    Reject,
}

public enum RiskLevel
{
    Low,
    Medium,
    High,
}

/// <summary>
/// The result of moderating a text before it is published; stored on the content and on the run that wrote it.
/// </summary>
/// <param name="Score">The risk, from 0 to 1.</param>
/// <param name="Rules">The rules that matched.</param>
public sealed record ModerationResult(
    ModerationVerdict Verdict, RiskLevel Risk, double Score, IReadOnlyList<MatchedRule> Rules)
{
    /// <summary>The resulting visibility of the content.</summary>
    public required Visibility Visibility { get; init; }

    public required ReviewState State { get; init; }

    /// <summary>Why the text could not be judged; null when it was judged.</summary>
    public string? Failure { get; init; }

    /// <summary>The reason in a few words that quote nothing of the text.</summary>
    public string Why => Failure
        ?? (Rules.Count > 0 ? string.Join(", ", Rules.Select(rule => rule.Id)) : "the community's rule");
}

/// <param name="Id">The name of the rule in the lists.</param>
/// <param name="Category">The category: <c>pii</c>, <c>secret</c>, <c>abuse</c> and so on.</param>
/// <param name="Weight">What it adds to the score; 1 for a rule that blocks by itself.</param>
public sealed record MatchedRule(string Id, string Category, double Weight);
