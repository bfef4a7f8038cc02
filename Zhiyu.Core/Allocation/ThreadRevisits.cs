using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Allocation;

/// <summary>Sends the messages that ask the unanswered events of threads again.</summary>
/// <remarks>
/// A message is sent before the commit that plans it, so that none is missing after a crash. One without its commit
/// finds another number on the window, and does nothing. Only a message that was given up can be missing; the next
/// event of the thread sends it again.
/// </remarks>
public sealed class ThreadRevisits(IWorkQueue<EventMessage> events, TimeProvider clock)
{
    /// <param name="before">The window as it was read; null when there was none.</param>
    /// <param name="after">The window as it will be committed.</param>
    /// <param name="eventId">An event of the thread.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task SendBeforeAsync(
        ResponseWindow? before, ResponseWindow after, string eventId, CancellationToken cancellationToken) =>
        after.Revisit == (before?.Revisit ?? 0) ? Task.CompletedTask : SendAsync(after, eventId, cancellationToken);

    /// <summary>Sends the message of the planned revisit again, if it should have arrived long ago.</summary>
    public Task SendOverdueAsync(ResponseWindow? window, string eventId, CancellationToken cancellationToken) =>
        window?.IsOverdue(clock.GetUtcNow()) == true
            ? SendAsync(window, eventId, cancellationToken)
            : Task.CompletedTask;

    private Task SendAsync(ResponseWindow window, string eventId, CancellationToken cancellationToken)
    {
        var (now, at) = (clock.GetUtcNow(), window.RevisitAt!.Value);
        var message = new EventMessage(eventId) { Revisit = window.Revisit, NotBefore = at };
        return events.SendAsync(message, at > now ? at - now : TimeSpan.Zero, cancellationToken);
    }
}
