namespace Zhiyu.Core.Allocation;

/// <summary>What became of an event message.</summary>
internal abstract record AllocationOutcome
{
    /// <summary>Decided now; the assignments are sent.</summary>
    public sealed record Decided(AllocationRecord Record) : AllocationOutcome;

    /// <summary>Decided before; assignments of runs that haven't ended were sent again.</summary>
    public sealed record Known(AllocationRecord Record) : AllocationOutcome;

    /// <summary>All who might answer were called a moment ago: put back until the first of them is rested.</summary>
    public sealed record Waits(TimeSpan Delay) : AllocationOutcome;

    /// <summary>The event is not committed yet: put back, to look once more.</summary>
    public sealed record LooksAgain : AllocationOutcome;

    /// <summary>Nothing was ever committed behind this message.</summary>
    public sealed record Dropped : AllocationOutcome;
}
