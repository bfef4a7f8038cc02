using System.Runtime.ExceptionServices;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>The result of a call to a model.</summary>
/// <param name="Run">The run with its prompt, its model and the usage of the call.</param>
public abstract record CallResult(Run Run)
{
    /// <summary>The model answered.</summary>
    public sealed record Answered(Run Run) : CallResult(Run);

    /// <summary>The provider refused for good; a retry would not help.</summary>
    public sealed record Refused(Run Run, string Reason) : CallResult(Run);

    /// <summary>The provider cannot answer now; a retry may help.</summary>
    /// <param name="RetryAfter">How long the provider asks to wait, if it says so.</param>
    public sealed record Unavailable(Run Run, string Reason, TimeSpan? RetryAfter) : CallResult(Run);

    /// <summary>
    /// The call was interrupted by a shutdown or by a fault of our own. The run has the usage, or its upper bound.
    /// </summary>
    public sealed record CutShort(Run Run, ExceptionDispatchInfo Fault) : CallResult(Run);

    /// <summary>A budget is used up: no call was made.</summary>
    public sealed record Throttled(Run Run, Budget Budget) : CallResult(Run);

    /// <summary>The agent is barred: no call was made.</summary>
    public sealed record Barred(Run Run, string Reason) : CallResult(Run);
}
