using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Delivers the event of a run's content, and commits the run's end with it. No guard is needed: the assignment is
/// deleted only after the event was sent, and an executor that receives it again finds the run published and sends the
/// event again.
/// </summary>
/// <param name="run">The run as last saved by the lease holder, with its moderation result.</param>
internal sealed class AssignmentDelivery(
    Stored<Run> run, IThreadStore threads, RunEvents runEvents, TimeProvider clock) : IEventDelivery
{
    /// <summary>The run as it was committed.</summary>
    public Run? Ended { get; private set; }

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
        runEvents.AnnounceAsync(Ended!, cancellationToken);
}
