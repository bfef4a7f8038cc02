using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>A run while its executor has it, changed only as long as nobody else has changed it.</summary>
internal sealed class LeasedRun(IThreadStore threads, Stored<Run> run)
{
    /// <summary>The run as it stands in the thread.</summary>
    public Stored<Run> Stored { get; private set; } = run;

    /// <summary>The run as this executor knows it, what is not written yet included.</summary>
    public Run Row { get; set; } = run.Row;

    public bool IsSaved => ReferenceEquals(Row, Stored.Row);

    /// <summary>False when somebody else has taken the run over: then it is not this executor's any more.</summary>
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
