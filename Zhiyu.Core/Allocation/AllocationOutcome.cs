namespace Zhiyu.Core.Allocation;

/// <summary>The outcome of an event message.</summary>
public abstract record AllocationOutcome
{
    /// <summary>Decided now; the assignments are sent.</summary>
    public sealed record Decided(AllocationRecord Record) : AllocationOutcome;

    /// <summary>Decided before; the assignments of runs that haven't ended were sent again.</summary>
    public sealed record Known(AllocationRecord Record) : AllocationOutcome;

    /// <summary>All possible agents are in their cooldown: requeued until the first cooldown ends.</summary>
    public sealed record Waits(TimeSpan Delay) : AllocationOutcome;

    /// <summary>The event is not committed yet: requeued to check again.</summary>
    public sealed record LooksAgain : AllocationOutcome;

    /// <summary>
    /// There is nothing to do: the event of this message was never committed, or its revisit is done or postponed.
    /// </summary>
    public sealed record Dropped : AllocationOutcome;
}
