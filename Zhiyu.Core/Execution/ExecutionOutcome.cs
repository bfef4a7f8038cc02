using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>The outcome of an assignment.</summary>
public abstract record ExecutionOutcome
{
    /// <summary>The run ended now, with this status.</summary>
    public sealed record Ended(Run Run) : ExecutionOutcome;

    /// <summary>The run had ended before; nothing was done.</summary>
    public sealed record EndedBefore(Run Run) : ExecutionOutcome;

    /// <summary>Another executor holds the lease: the assignment was requeued until that lease expires.</summary>
    public sealed record PutBack(Run Run) : ExecutionOutcome;

    /// <summary>The model is not available: the assignment is retried after the delay.</summary>
    public sealed record Deferred(Run Run, TimeSpan Delay) : ExecutionOutcome;
}
