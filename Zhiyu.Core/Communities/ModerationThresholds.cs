namespace Zhiyu.Core.Communities;

/// <summary>The risk above which moderation acts on a text.</summary>
/// <param name="Fold">Above it a text is folded: readers can open it.</param>
/// <param name="Quarantine">Above it a text is withheld until a person reviews it.</param>
/// <param name="Reject">Above it a text is withheld permanently.</param>
public sealed record ModerationThresholds(double Fold = 0.3, double Quarantine = 0.7, double Reject = 0.95)
{
    /// <summary>The default thresholds.</summary>
    public static readonly ModerationThresholds Default = new();

    /// <summary>What is wrong with the thresholds; null when they are valid.</summary>
    public string? Fault => 0 <= Fold && Fold < Quarantine && Quarantine < Reject && Reject <= 1
        ? null
        : FormattableString.Invariant(
            $"the thresholds {Fold}, {Quarantine} and {Reject} do not ascend between 0 and 1");
}
