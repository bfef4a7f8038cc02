using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Telemetry;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>
/// Commits a write and its event so that neither exists without the other, whenever the process dies.
/// </summary>
/// <remarks>
/// The event's message is sent first, invisible for a while: the guard. Then the transaction, then the guard is made
/// visible. A crash in between leaves the guard to fire by itself; whoever receives it finds the event, or finds that
/// nothing was committed and drops it. A guard that fires at its time, and not before, also says that those who look on
/// may not have been told.
/// </remarks>
internal sealed class GuardedCommit(
    IThreadStore threads,
    IWorkQueue<EventMessage> events,
    ContentNotifications notifications,
    IOptions<EventOptions> options,
    ILogger<GuardedCommit> logger)
{
    // Each round lost is a round that another writer of the thread won; this many in a row mean something is broken.
    private const int MaxRounds = 50;

    /// <summary>Commits what <paramref name="compose"/> makes of the thread as it is; again after a conflict.</summary>
    /// <param name="eventId">The event that the transaction adds.</param>
    /// <param name="compose">
    /// Reads the thread and returns the transaction without its event, and the event; or null when the thread is such
    /// that there is nothing left to do.
    /// </param>
    /// <returns>Whether it was this call that committed.</returns>
    /// <exception cref="ConcurrencyException">The thread kept changing for 50 rounds.</exception>
    public async Task<bool> CommitAsync(
        string eventId,
        Func<CancellationToken, Task<EventfulChange?>> compose,
        CancellationToken cancellationToken)
    {
        using var span = ForumTrace.Produce("write event");
        span?.SetTag("zhiyu.event.id", eventId);
        var guard = await SendGuardAsync(eventId, cancellationToken);
        Stored<ForumEvent>? abandoned = null;
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await compose(cancellationToken) is not { } change) return false;

            change.Transaction.Put(abandoned, change.Event);
            if (await threads.CommitAsync(change.Transaction, cancellationToken) is CommitResult.Committed)
            {
                if (await PublishAsync(change, cancellationToken)) await events.RevealAsync(guard, cancellationToken);
                return true;
            }

            var standing = await threads.FindAsync<ForumEvent>(eventId, cancellationToken);
            if (standing is null) continue;
            if (!standing.Row.Abandoned) return false;
            // The guard gave up before this commit came: it is gone, and a new one has to be out first.
            if (abandoned?.ETag != standing.ETag) guard = await SendGuardAsync(eventId, cancellationToken);
            abandoned = standing;
        }

        throw new ConcurrencyException(
            $"Thread {Ids.Thread(eventId)} kept changing under the write of {eventId}.");
    }

    // What is committed is written, whether it can be told or not. If not, the guard is left to fire at its time.
    private async Task<bool> PublishAsync(EventfulChange change, CancellationToken cancellationToken)
    {
        if (change.Notification is not { Content.IsReadable: true } publication) return true;
        try
        {
            await notifications.AddAsync(
                change.Event, publication.Content, publication.AnswersAgentId, cancellationToken);
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotPublished(logger, change.Event.Id, fault);
            return false;
        }
    }

    private Task<MessageReceipt> SendGuardAsync(string eventId, CancellationToken cancellationToken) =>
        events.SendAsync(new EventMessage(eventId), options.Value.GuardDelay, cancellationToken);
}

/// <param name="Transaction">Everything that changes, but for the event.</param>
/// <param name="Event">The event that the change sends out.</param>
/// <param name="Notification">What those who look on are told of it, where it can be read; null for nothing.</param>
internal sealed record EventfulChange(
    ThreadTransaction Transaction, ForumEvent Event, ContentNotification? Notification = null);
