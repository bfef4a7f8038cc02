using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>Keeps a list of the runs that failed for good, so that they can be redriven.</summary>
internal sealed class FailedRuns(IPoisonStore poison)
{
    /// <summary>
    /// To be called before the run's end is written: a crash in between leaves a record of a run that goes on, which
    /// readers of the list pass over, and never a failed run that nobody hears of. Doing it again changes nothing.
    /// </summary>
    /// <param name="failed">The run as it is going to end.</param>
    public Task RecordAsync(Run failed, CancellationToken cancellationToken) => poison.RecordAsync(
        Poison.OfRun(failed.Id, failed.EventId, failed.Reason ?? "no reason was kept", failed.CompletedAt
            ?? throw new ArgumentException($"Run {failed.Id} has not ended.", nameof(failed))),
        cancellationToken);
}
