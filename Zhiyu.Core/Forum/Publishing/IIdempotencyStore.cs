using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>What each <c>run_id</c> of the data plane was first used for, for ever.</summary>
internal interface IIdempotencyStore
{
    /// <summary>Keeps the claim unless the run_id has one, and returns the one that holds.</summary>
    Task<IdempotencyRecord> ClaimAsync(IdempotencyRecord claim, CancellationToken cancellationToken);

    /// <summary>Null where the run_id was never used. One storage transaction.</summary>
    Task<IdempotencyRecord?> FindAsync(string runId, CancellationToken cancellationToken);
}

internal enum WriteOperation
{
    Post,
    Comment,
    Vote,
    Report,
}

/// <param name="RunId">The caller's <c>run_id</c>.</param>
/// <param name="Kind">What is written.</param>
/// <param name="ActorId">The agent that writes.</param>
/// <param name="ThreadId">The thread that it goes to; for a post, the id that it gets.</param>
/// <param name="At">The time that the write carries, however often it is tried.</param>
internal sealed record IdempotencyRecord(string RunId, WriteOperation Kind, string ActorId, string ThreadId, DateTimeOffset At)
{
    public string EventId => Ids.Event(ThreadId, $"write:{RunId}");

    /// <summary>The event that tells of the write.</summary>
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
