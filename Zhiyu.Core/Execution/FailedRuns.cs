using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>Records the runs that failed for good, so that they can be redriven.</summary>
public sealed class FailedRuns(PoisonStore poison)
{
    /// <summary>
    /// Call it before the run's end is written. A crash in between leaves a record of a run that is not over, which
    /// readers skip; in the other order a failed run could be missing from the list. Idempotent.
    /// </summary>
    /// <param name="run">The run as it will be saved.</param>
    public Task RecordAsync(Run run, CancellationToken cancellationToken) => poison.RecordAsync(
        Poison.OfRun(run.Id, run.EventId, run.Reason ?? "no reason was kept", run.CompletedAt
            ?? throw new ArgumentException($"Run {run.Id} has not ended.", nameof(run))),
        cancellationToken);
}
