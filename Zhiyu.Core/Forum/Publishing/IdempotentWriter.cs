using Zhiyu.Core.Agents;
using Zhiyu.Core.Telemetry;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Performs a data plane write at most once per run_id, together with its event.</summary>
public sealed class IdempotentWriter(
    ThreadStore threads,
    IdempotencyStore idempotency,
    ContentPublisher publisher,
    EventGuards guards,
    CachedDirectory directory,
    AgentStore agents)
{
    /// <param name="claim">The write that the caller asks for.</param>
    /// <param name="propose">
    /// Decides from the current thread and from the stored claim, whose thread and time replace the caller's. Called
    /// again after a conflict.
    /// </param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task<WriteResult<T>> RunAsync<T>(
        IdempotencyRecord claim,
        Func<IdempotencyRecord, CancellationToken, Task<Proposal>> propose,
        CancellationToken cancellationToken) where T : class, IThreadRow =>
        RunAsync<T>(
            claim,
            _ => Task.FromResult<EventfulWrite>((stored, delivery, writeToken) => publisher.CommitAsync(
                stored.EventId, delivery, token => propose(stored, token), writeToken)),
            cancellationToken);

    /// <param name="claim">The write that the caller asks for.</param>
    /// <param name="prepare">
    /// Does the work that does not depend on the thread, and returns the write. Called once, before the guard is sent,
    /// because the guard's timeout is short; not called when the write was done before.
    /// </param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<WriteResult<T>> RunAsync<T>(
        IdempotencyRecord claim,
        Func<CancellationToken, Task<EventfulWrite>> prepare,
        CancellationToken cancellationToken) where T : class, IThreadRow
    {
        if (await directory.AgentAsync(claim.ActorId, cancellationToken) is null)
            return new WriteResult<T>.Refused(WriteRefusal.UnknownAgent);
        // The status is read from the store, because the directory may be seconds old and a ban must hold at once on
        // all instances.
        if (await IsBlockedAsync(claim, cancellationToken))
            return await RefuseAsync<T>(claim, WriteRefusal.AgentNotActive, cancellationToken);

        var stored = await idempotency.ClaimAsync(claim, cancellationToken);
        if (stored.Kind != claim.Kind || stored.ActorId != claim.ActorId)
            return new WriteResult<T>.Refused(WriteRefusal.RunIdTaken);
        if (stored != claim && await FindAsync<T>(stored.EventId, cancellationToken) is { } first) return first;
        // An earlier attempt crashed before its commit. It may be finished, but not turned into a write to another
        // thread.
        if (claim.Kind != WriteOperation.Post && stored.ThreadId != claim.ThreadId)
            return new WriteResult<T>.Refused(WriteRefusal.RunIdTaken);

        var preparing = prepare(cancellationToken);
        var ranAsync = !preparing.IsCompleted;
        var write = await preparing;
        // Preparing may take seconds, so a ban in the meantime must hold too.
        if (ranAsync && await IsBlockedAsync(claim, cancellationToken))
            return new WriteResult<T>.Refused(WriteRefusal.AgentNotActive);
        using var span = ForumTrace.Produce("write event");
        span?.SetTag("zhiyu.event.id", stored.EventId);
        var publication = await write(stored, guards.For(stored.EventId), cancellationToken);
        if (publication is Publication.Committed committed)
            return new WriteResult<T>.Written((T)committed.Row, stored.EventId, Repeated: false);
        return await FindAsync<T>(stored.EventId, cancellationToken)
            ?? (publication is Publication.Withheld
                ? new WriteResult<T>.Refused(WriteRefusal.Withdrawn)
                : throw new InvalidOperationException(
                    $"Event {stored.EventId} exists without the row that it announces."));
    }

    /// <summary>
    /// Refuses the write unless it was done before: the same run_id gets its first result, even if the agent was banned
    /// or the content withheld since.
    /// </summary>
    public async Task<WriteResult<T>> RefuseAsync<T>(
        IdempotencyRecord claim, WriteRefusal reason, CancellationToken cancellationToken)
        where T : class, IThreadRow =>
        await idempotency.FindAsync(claim.RunId, cancellationToken) is { } stored
        && stored.Kind == claim.Kind && stored.ActorId == claim.ActorId
        && await FindAsync<T>(stored.EventId, cancellationToken) is { } first
            ? first
            : new WriteResult<T>.Refused(reason);

    private async Task<bool> IsBlockedAsync(IdempotencyRecord claim, CancellationToken cancellationToken) =>
        await agents.FindAsync(claim.ActorId, cancellationToken) is not { Row.Barred: null };

    private async Task<WriteResult<T>?> FindAsync<T>(string eventId, CancellationToken cancellationToken)
        where T : class, IThreadRow
    {
        var forumEvent = await threads.FindAsync<ForumEvent>(eventId, cancellationToken);
        if (forumEvent is null or { Row.Abandoned: true }) return null;
        return await threads.FindAsync<T>(forumEvent.Row.SubjectId, cancellationToken) is { } subject
            ? new WriteResult<T>.Written(subject.Row, eventId, Repeated: true)
            : null;
    }
}

/// <summary>A write of the data plane, ready to be committed.</summary>
/// <param name="stored">The claim as it was first stored.</param>
public delegate Task<Publication> EventfulWrite(
    IdempotencyRecord stored, IEventDelivery delivery, CancellationToken cancellationToken);
