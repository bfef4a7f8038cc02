using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>What became of an assignment.</summary>
internal abstract record ExecutionOutcome
{
    /// <summary>The run ended here, as its status says.</summary>
    public sealed record Ended(Run Run) : ExecutionOutcome;

    /// <summary>The run had ended before; nothing was done.</summary>
    public sealed record EndedBefore(Run Run) : ExecutionOutcome;

    /// <summary>Another executor has the run: the assignment was put back until that one's lease is over.</summary>
    public sealed record PutBack(Run Run) : ExecutionOutcome;

    /// <summary>The model does not answer now: the assignment comes back after the delay.</summary>
    public sealed record Deferred(Run Run, TimeSpan Delay) : ExecutionOutcome;
}
