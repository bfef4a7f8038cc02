using Zhiyu.Core.Allocation;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Tells the event of what a run published.</summary>
/// <remarks>
/// It is told after the commit and needs no guard: the assignment is one. That one is deleted only when the event was
/// told, and whoever receives it again finds the run published and tells the event once more.
/// </remarks>
internal sealed class RunEvents(IThreadStore threads, IWorkQueue<EventMessage> events)
{
    /// <summary>Nothing for a run that published nothing.</summary>
    public async Task AnnounceAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Status == RunStatus.Published)
            await events.SendAsync(new EventMessage(EventIdOf(run)), TimeSpan.Zero, cancellationToken);
    }

    /// <summary>
    /// Tells the event of a published run that was perhaps never told. Nothing for an event that was decided: that one
    /// was heard.
    /// </summary>
    public async Task AnnounceAgainAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Status == RunStatus.Published
            && await threads.FindAsync<AllocationRecord>(EventIdOf(run), cancellationToken) is null)
            await AnnounceAsync(run, cancellationToken);
    }

    /// <summary>The event of what the run publishes, if it does.</summary>
    public static string EventIdOf(Run run) => Ids.Event(run.ThreadId, run.Id);
}
