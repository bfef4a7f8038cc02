using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Telemetry;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>
/// Commits a write and its event so that neither exists without the other, even when the process crashes.
/// </summary>
/// <remarks>
/// First the event's message is sent with a visibility timeout: the guard. Then the transaction is committed, and then
/// the guard is made visible. After a crash in between, the guard becomes visible when its timeout ends. Its receiver
/// finds the event, or finds that nothing was committed and drops the guard. A guard that becomes visible by its
/// timeout also means that the observers may not have been notified.
/// </remarks>
public sealed class GuardedCommit(
    ThreadStore threads,
    IWorkQueue<EventMessage> events,
    ContentNotifications notifications,
    IOptions<EventOptions> options,
    ILogger<GuardedCommit> logger)
{
    // Another writer of the thread wins each lost attempt. This many in a row mean that something is broken.
    private const int MaxAttempts = 50;

    /// <summary>Commits the change that <paramref name="compose"/> returns, and retries after a conflict.</summary>
    /// <param name="eventId">The event that the transaction adds.</param>
    /// <param name="compose">
    /// Reads the thread and returns the event and the transaction without the event; null when nothing is left to do.
    /// </param>
    /// <returns>Whether this call committed the write.</returns>
    /// <exception cref="ConcurrencyException">The thread changed during each of 50 attempts.</exception>
    public async Task<bool> CommitAsync(
        string eventId,
        Func<CancellationToken, Task<EventfulChange?>> compose,
        CancellationToken cancellationToken)
    {
        using var span = ForumTrace.Produce("write event");
        span?.SetTag("zhiyu.event.id", eventId);
        var guard = await SendGuardAsync(eventId, cancellationToken);
        Stored<ForumEvent>? abandoned = null;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await compose(cancellationToken) is not { } change) return false;

            change.Transaction.Put(abandoned, change.Event);
            if (await threads.CommitAsync(change.Transaction, cancellationToken) is CommitResult.Committed)
            {
                if (await TryNotifyAsync(change, cancellationToken)) await events.RevealAsync(guard, cancellationToken);
                return true;
            }

            var existing = await threads.FindAsync<ForumEvent>(eventId, cancellationToken);
            if (existing is null) continue;
            if (!existing.Row.Abandoned) return false;
            // The guard gave up before this commit and is gone, so a new one must be sent first.
            if (abandoned?.ETag != existing.ETag) guard = await SendGuardAsync(eventId, cancellationToken);
            abandoned = existing;
        }

        throw new ConcurrencyException(
            $"Thread {Ids.Thread(eventId)} kept changing under the write of {eventId}.");
    }

    // A committed write succeeds even if the observers can't be notified. Then the guard becomes visible when its
    // timeout ends.
    private async Task<bool> TryNotifyAsync(EventfulChange change, CancellationToken cancellationToken)
    {
        if (change.Notification is not { Content.IsReadable: true } notification) return true;
        try
        {
            await notifications.AddAsync(
                change.Event, notification.Content, notification.AnswersAgentId, cancellationToken);
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotNotified(logger, change.Event.Id, fault);
            return false;
        }
    }

    private Task<MessageReceipt> SendGuardAsync(string eventId, CancellationToken cancellationToken) =>
        events.SendAsync(new EventMessage(eventId), options.Value.GuardDelay, cancellationToken);
}

/// <param name="Transaction">All changes except the event.</param>
/// <param name="Event">The event of the change.</param>
/// <param name="Notification">What the observers are told if the content is readable; null for nothing.</param>
public sealed record EventfulChange(
    ThreadTransaction Transaction, ForumEvent Event, ContentNotification? Notification = null);
