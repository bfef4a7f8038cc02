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
}
