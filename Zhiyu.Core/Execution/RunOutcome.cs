using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>The outcome of executing or ending a run.</summary>
public abstract record RunOutcome
{
    /// <summary>It ended now, with this status.</summary>
    public sealed record Ended(Run Run) : RunOutcome;

    /// <summary>It had ended before.</summary>
    public sealed record EndedBefore(Run Run) : RunOutcome;

    /// <summary>Another executor holds its lease: nothing was done.</summary>
    /// <param name="Run">The run as this process knows it.</param>
    public sealed record HeldElsewhere(Run Run) : RunOutcome;

    /// <summary>It has not ended, and is to be executed later.</summary>
    /// <param name="Delay">How long its assignment waits, or the provider asks to wait; null if unknown.</param>
    public sealed record Waiting(Run Run, TimeSpan? Delay) : RunOutcome;

    /// <summary>There is no such run.</summary>
    public sealed record Unknown : RunOutcome;
}
