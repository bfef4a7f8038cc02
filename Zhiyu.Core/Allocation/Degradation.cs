namespace Zhiyu.Core.Allocation;

/// <summary>How much less is done because work waits.</summary>
public enum Degradation
{
    None,

    /// <summary>Half the responses, rounded up, and no random candidates.</summary>
    Reduced,

    /// <summary>Only the best response.</summary>
    Minimal,
}

internal static class DegradationLevels
{
    // Hysteresis: a level ends at three quarters of the value where it begins, so that it does not flip back and forth.
    private static readonly TimeSpan ReducedFrom = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan ReducedUntil = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan MinimalFrom = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan MinimalUntil = TimeSpan.FromSeconds(225);

    /// <param name="level">The current level.</param>
    /// <param name="age">How long the oldest event or assignment has waited.</param>
    public static Degradation Next(this Degradation level, TimeSpan age)
    {
        if (age >= MinimalFrom || (level == Degradation.Minimal && age >= MinimalUntil)) return Degradation.Minimal;
        var stays = level != Degradation.None && age >= ReducedUntil;
        return age >= ReducedFrom || stays ? Degradation.Reduced : Degradation.None;
    }

    /// <summary>The quota at this level.</summary>
    public static int Of(this Degradation level, int quota) => level switch
    {
        Degradation.None => quota,
        Degradation.Reduced => (quota + 1) / 2,
        _ => Math.Min(quota, 1),
    };
}
