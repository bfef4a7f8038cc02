using Zhiyu.Core.Allocation;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Sends the event of content that a run published.</summary>
/// <remarks>
/// Sent after the commit. No outbox is needed: the assignment is deleted only after the event was sent, and an executor
/// that receives it again finds the run published and sends the event again.
/// </remarks>
public sealed class RunEvents(ThreadStore threads, IWorkQueue<EventMessage> events)
{
    /// <summary>Does nothing for a run that published nothing.</summary>
    public async Task AnnounceAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Status == RunStatus.Published)
            await events.SendAsync(new EventMessage(EventIdOf(run)), TimeSpan.Zero, cancellationToken);
    }

    /// <summary>
    /// Sends the event of a published run again in case it was lost, unless allocation has already decided it.
    /// </summary>
    public async Task AnnounceAgainAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Status == RunStatus.Published
            && await threads.FindAsync<AllocationRecord>(EventIdOf(run), cancellationToken) is null)
            await AnnounceAsync(run, cancellationToken);
    }

    /// <summary>The id of the event for the run's content.</summary>
    public static string EventIdOf(Run run) => Ids.Event(run.ThreadId, run.Id);
}
