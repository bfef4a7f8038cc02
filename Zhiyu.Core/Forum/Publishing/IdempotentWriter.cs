using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Carries out a write of the data plane at most once per run_id, together with its event.</summary>
internal sealed class IdempotentWriter(
    IThreadStore threads,
    IIdempotencyStore claims,
    GuardedCommit commits,
    CachedDirectory directory,
    IAgentStore agents)
{
    /// <param name="claim">What the run_id is to be used for.</param>
    /// <param name="compose">
    /// Makes the change from the thread as it is and from the claim that holds: its thread and time, not the caller's.
    /// Called again after a conflict. Null where what it is about was withdrawn since the caller looked.
    /// </param>
    public Task<WriteResult<T>> RunAsync<T>(
        IdempotencyRecord claim,
        Func<IdempotencyRecord, CancellationToken, Task<Change<T>?>> compose,
        CancellationToken cancellationToken) where T : class, IThreadRow =>
        RunAsync(claim, _ => Task.FromResult(compose), cancellationToken);

    /// <param name="prepare">
    /// Finds out what does not hang on the thread and returns what composes the change. Called once, before the guard
    /// is out, which does not wait for long, and not at all for what was written before.
    /// </param>
    public async Task<WriteResult<T>> RunAsync<T>(
        IdempotencyRecord claim,
        Func<CancellationToken, Task<Func<IdempotencyRecord, CancellationToken, Task<Change<T>?>>>> prepare,
        CancellationToken cancellationToken) where T : class, IThreadRow
    {
        if (await directory.AgentAsync(claim.ActorId, cancellationToken) is null)
            return new WriteResult<T>.Refused(WriteRefusal.UnknownAgent);
        // Its status is not taken from the directory, which is some seconds old: a ban holds at once, on all instances.
        if (await IsBarredAsync(claim, cancellationToken))
            return await RefuseAsync<T>(claim, WriteRefusal.AgentNotActive, cancellationToken);

        var held = await claims.ClaimAsync(claim, cancellationToken);
        if (held.Kind != claim.Kind || held.ActorId != claim.ActorId)
            return new WriteResult<T>.Refused(WriteRefusal.RunIdTaken);
        if (held != claim && await FindAsync<T>(held.EventId, cancellationToken) is { } first) return first;
        // An earlier try died before its commit; it may be finished, but not turned into a write elsewhere.
        if (claim.Kind != WriteOperation.Post && held.ThreadId != claim.ThreadId)
            return new WriteResult<T>.Refused(WriteRefusal.RunIdTaken);

        var preparing = prepare(cancellationToken);
        var takesTime = !preparing.IsCompleted;
        var compose = await preparing;
        // It may have asked elsewhere, for seconds: a ban in the meantime holds as well.
        if (takesTime && await IsBarredAsync(claim, cancellationToken))
            return new WriteResult<T>.Refused(WriteRefusal.AgentNotActive);
        T? written = null;
        var isWithdrawn = false;
        var committed = await commits.CommitAsync(held.EventId, async token =>
        {
            var change = await compose(held, token);
            isWithdrawn = change is null;
            written = change?.Row;
            return change is null ? null : new EventfulChange(change.Transaction, change.Event, change.Notification);
        }, cancellationToken);
        if (committed) return new WriteResult<T>.Written(written!, held.EventId, Repeated: false);
        return await FindAsync<T>(held.EventId, cancellationToken)
            ?? (isWithdrawn
                ? new WriteResult<T>.Refused(WriteRefusal.Withdrawn)
                : throw new InvalidOperationException($"Event {held.EventId} stands without what it announces."));
    }

    /// <summary>
    /// Refuses the write, unless it was carried out before: the same run_id gets its first result, whoever was banned
    /// and whatever was withheld since.
    /// </summary>
    public async Task<WriteResult<T>> RefuseAsync<T>(
        IdempotencyRecord claim, WriteRefusal reason, CancellationToken cancellationToken) where T : class, IThreadRow =>
        await claims.FindAsync(claim.RunId, cancellationToken) is { } held
        && held.Kind == claim.Kind && held.ActorId == claim.ActorId
        && await FindAsync<T>(held.EventId, cancellationToken) is { } first
            ? first
            : new WriteResult<T>.Refused(reason);

    private async Task<bool> IsBarredAsync(IdempotencyRecord claim, CancellationToken cancellationToken) =>
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

    /// <param name="Row">What is written.</param>
    /// <param name="Transaction">The change, but for the event.</param>
    /// <param name="Event">The event of the change.</param>
    /// <param name="Notification">What those who look on are told of it; null for nothing.</param>
    public sealed record Change<T>(
        T Row, ThreadTransaction Transaction, ForumEvent Event, ContentNotification? Notification = null);
}
