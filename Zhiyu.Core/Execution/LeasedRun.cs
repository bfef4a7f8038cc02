using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>A run under an executor's lease; a save succeeds only if no other process has changed the run.</summary>
public sealed class LeasedRun(ThreadStore threads, Stored<Run> run)
{
    /// <summary>The run as it is stored in the thread.</summary>
    public Stored<Run> Stored { get; private set; } = run;

    /// <summary>The run with changes of this executor that are not saved yet.</summary>
    public Run Row { get; set; } = run.Row;

    public bool IsSaved => ReferenceEquals(Row, Stored.Row);

    /// <summary>False when another process has taken over the run.</summary>
    public async Task<bool> SaveAsync(Run changed, CancellationToken cancellationToken)
    {
        var transaction = new ThreadTransaction(changed.ThreadId).Replace(Stored, changed);
        if (await threads.CommitAsync(transaction, cancellationToken) is not CommitResult.Committed committed)
            return false;
        Stored = new Stored<Run>(changed, committed.ETags[0]);
        Row = changed;
        return true;
    }

    /// <summary>
    /// The run without its lease. The prompt and any answer are kept. The host counts deliveries; the run's failures
    /// are faults only.
    /// </summary>
    public Run Released(string reason, bool isFailure, DateTimeOffset now) => Row with
    {
        LeasedUntil = null,
        Deaths = Stored.Row.LeasedUntil > now ? Row.Deaths : Row.DeathsSoFar,
        Reason = reason,
        Failures = Row.Failures + (isFailure ? 1 : 0),
    };

    /// <summary>
    /// The stored run without its lease, for when the whole row can't be written, perhaps because of its size. What the
    /// attempt cost must not be lost, and an answer that is lost was a call without one.
    /// </summary>
    public Run ReleasedAsStored(string reason, bool isFailure, DateTimeOffset now)
    {
        var isAnswerLost = Row.Answer is not null && Stored.Row.Answer is null;
        var released = Released(reason, isFailure, now);
        return Stored.Row with
        {
            LeasedUntil = null,
            Deaths = released.Deaths,
            Reason = reason,
            Failures = released.Failures,
            Usage = Row.Usage,
            Unsettled = Row.Unsettled,
            UnansweredCalls = Row.UnansweredCalls + (isAnswerLost ? 1 : 0),
        };
    }
}
