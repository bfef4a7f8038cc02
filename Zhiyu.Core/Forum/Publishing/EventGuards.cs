using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>
/// Delivers the events of writes that are called once: neither the write nor its event exists without the other, even
/// when the process crashes.
/// </summary>
/// <remarks>
/// First the event's message is sent with a visibility timeout: the guard. Then the transaction is committed, and then
/// the guard is made visible. After a crash in between, the guard becomes visible when its timeout ends. Its receiver
/// finds the event, or finds that nothing was committed and drops the guard. A guard that becomes visible by its
/// timeout also means that the observers may not have been notified.
/// </remarks>
public sealed class EventGuards(
    ThreadStore threads,
    IWorkQueue<EventMessage> events,
    ContentNotifications notifications,
    IOptions<EventOptions> options,
    TimeProvider clock,
    ILogger<EventGuards> logger)
{
    /// <summary>The delivery of one write.</summary>
    public IEventDelivery For(string eventId) => new GuardedDelivery(eventId, threads, this);

    public Task<MessageReceipt> SendAsync(string eventId, CancellationToken cancellationToken) =>
        events.SendAsync(new EventMessage(eventId), options.Value.GuardDelay, cancellationToken);

    public Task RevealAsync(MessageReceipt guard, CancellationToken cancellationToken) =>
        events.RevealAsync(guard, cancellationToken);

    /// <summary>
    /// Sends a guard again whose event is not committed: its writer may be slow, or may have crashed. False when it has
    /// looked often enough.
    /// </summary>
    public async Task<bool> TryLookAgainAsync(EventMessage guard, CancellationToken cancellationToken)
    {
        if (guard.Looks + 1 >= options.Value.MaxLooks) return false;
        await events.SendAsync(
            guard with { Looks = guard.Looks + 1 }, options.Value.GuardDelay, cancellationToken);
        return true;
    }

    /// <summary>Gives up a guard whose event is not committed. False when it was committed meanwhile.</summary>
    /// <remarks>
    /// Stores a mark, so that a late commit conflicts instead of storing an event whose message is gone. An older mark
    /// is written again, because a writer that wants to replace it relies on this guard.
    /// </remarks>
    public async Task<bool> TryAbandonAsync(
        string eventId, Stored<ForumEvent>? abandonedBefore, CancellationToken cancellationToken)
    {
        var abandoned = ForumEvent.AbandonedGuard(eventId, clock.GetUtcNow());
        var transaction = new ThreadTransaction(abandoned.ThreadId).Put(abandonedBefore, abandoned);
        if (await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Conflict) return false;
        Log.GuardDropped(logger, eventId);
        return true;
    }

    // A committed write succeeds even if the observers can't be notified. Then the guard becomes visible when its
    // timeout ends.
    private async Task<bool> TryNotifyAsync(Proposal.Change change, CancellationToken cancellationToken)
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

    private sealed class GuardedDelivery(string eventId, ThreadStore threads, EventGuards guards) : IEventDelivery
    {
        private MessageReceipt? _guard;
        private Stored<ForumEvent>? _abandoned;

        public async Task PrepareAsync(CancellationToken cancellationToken) =>
            _guard = await guards.SendAsync(eventId, cancellationToken);

        public void Join(Proposal.Change change) => change.Transaction.Put(_abandoned, change.Event);

        public async Task<bool> IsPendingAsync(CancellationToken cancellationToken)
        {
            if (await threads.FindAsync<ForumEvent>(eventId, cancellationToken) is not { } existing) return true;
            if (!existing.Row.Abandoned) return false;
            // The guard gave up before this commit and is gone, so a new one must be sent first.
            if (_abandoned?.ETag != existing.ETag) await PrepareAsync(cancellationToken);
            _abandoned = existing;
            return true;
        }

        public async Task DeliverAsync(Proposal.Change change, CancellationToken cancellationToken)
        {
            if (await guards.TryNotifyAsync(change, cancellationToken))
                await guards.RevealAsync(_guard!, cancellationToken);
        }
    }
}
