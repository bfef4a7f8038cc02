using System.Runtime.ExceptionServices;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>What became of the question to a model.</summary>
/// <param name="Run">The run with its prompt, who was asked and what it took.</param>
internal abstract record CallResult(Run Run)
{
    /// <summary>The run has its answer.</summary>
    public sealed record Answered(Run Run) : CallResult(Run);

    /// <summary>The provider will not answer this, however often it is asked.</summary>
    public sealed record Refused(Run Run, string Reason) : CallResult(Run);

    /// <summary>It may answer later.</summary>
    /// <param name="RetryAfter">How long it asks to be left alone, if it says.</param>
    public sealed record Unavailable(Run Run, string Reason, TimeSpan? RetryAfter) : CallResult(Run);

    /// <summary>
    /// It was cut short, by a stop or by a fault of ours. What it took, or may have taken, is on the run.
    /// </summary>
    public sealed record CutShort(Run Run, ExceptionDispatchInfo Fault) : CallResult(Run);

    /// <summary>A budget does not allow it: no call was made.</summary>
    public sealed record Throttled(Run Run, Budget Budget) : CallResult(Run);

    /// <summary>The agent may not speak any more: no call was made.</summary>
    public sealed record Barred(Run Run, string Reason) : CallResult(Run);
}
