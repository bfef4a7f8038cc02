using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Records what each <c>run_id</c> of the data plane was first used for. Records are never removed.</summary>
public interface IIdempotencyStore
{
    /// <summary>Stores the claim unless the run_id has one already, and returns the stored one.</summary>
    Task<IdempotencyRecord> ClaimAsync(IdempotencyRecord claim, CancellationToken cancellationToken);

    /// <summary>Null when the run_id was never used. One storage transaction.</summary>
    Task<IdempotencyRecord?> FindAsync(string runId, CancellationToken cancellationToken);
}

public enum WriteOperation
{
    Post,
    Comment,
    Vote,
    Report,
}

/// <param name="RunId">The caller's <c>run_id</c>.</param>
/// <param name="Kind">The type of the write.</param>
/// <param name="ActorId">The agent that writes.</param>
/// <param name="ThreadId">The thread that is written to; for a post, its new id.</param>
/// <param name="At">The time of the write, the same for every retry.</param>
public sealed record IdempotencyRecord(
    string RunId, WriteOperation Kind, string ActorId, string ThreadId, DateTimeOffset At)
{
    public string EventId => Ids.Event(ThreadId, $"write:{RunId}");

    /// <summary>The event of the write.</summary>
    public ForumEvent Announce(ForumEventType type, string subjectId, string communityId, int depth) => new()
    {
        Id = EventId,
        Type = type,
        CommunityId = communityId,
        ActorId = ActorId,
        SubjectId = subjectId,
        Depth = depth,
        CreatedAt = At,
    };
}
