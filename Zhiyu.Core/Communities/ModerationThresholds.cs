namespace Zhiyu.Core.Communities;

/// <summary>From which risk on something is done about a text; each is the last value that is still let be.</summary>
/// <param name="Fold">Above it a text is folded: everyone may see it, nobody has to.</param>
/// <param name="Quarantine">Above it a text is withheld until somebody has looked at it.</param>
/// <param name="Reject">Above it a text is withheld for good.</param>
internal sealed record ModerationThresholds(double Fold = 0.3, double Quarantine = 0.7, double Reject = 0.95)
{
    /// <summary>Where a community has none of its own.</summary>
    public static readonly ModerationThresholds Default = new();

    /// <summary>What is wrong with them; null when nothing is.</summary>
    public string? Fault => 0 <= Fold && Fold < Quarantine && Quarantine < Reject && Reject <= 1
        ? null
        : FormattableString.Invariant(
            $"the thresholds {Fold}, {Quarantine} and {Reject} do not ascend between 0 and 1");
}
