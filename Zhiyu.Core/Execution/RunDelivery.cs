using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Delivers the event of a run's content. No guard is needed: the assignment is deleted only after the run is
/// completed, and an executor that receives it again completes it again.
/// </summary>
public sealed class RunDelivery(
    Stored<Run> run, ThreadStore threads, RunLifecycle lifecycle, TimeProvider clock) : IEventDelivery
{
    /// <summary>The run with the content, as it is committed.</summary>
    public Run Ended { get; private set; } = run.Row;

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Join(Proposal.Change change)
    {
        Ended = run.Row.EndWith((Content)change.Row, clock.GetUtcNow());
        change.Transaction.Replace(run, Ended).Add(change.Event);
    }

    // Only another executor changes the run.
    public async Task<bool> IsPendingAsync(CancellationToken cancellationToken) =>
        (await threads.FindAsync<Run>(run.Row.Id, cancellationToken))?.ETag == run.ETag;

    public Task DeliverAsync(Proposal.Change change, CancellationToken cancellationToken) =>
        lifecycle.CompleteNewAsync(Ended, cancellationToken);
}
