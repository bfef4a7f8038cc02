using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Records what each <c>run_id</c> of the data plane was first used for. Records are never removed.</summary>
public sealed class IdempotencyStore(ITables tables)
{
    public const string Table = "writes";

    private readonly ITable _table = tables.Open(Table);

    public static TableKey KeyOf(string runId) => new(Ids.Hash(runId), "write");

    /// <summary>Stores the claim unless the run_id has one already, and returns the stored one.</summary>
    public async Task<IdempotencyRecord> ClaimAsync(IdempotencyRecord claim, CancellationToken cancellationToken)
    {
        if (await _table.AddAsync(KeyOf(claim.RunId), claim, cancellationToken)) return claim;
        return await FindAsync(claim.RunId, cancellationToken)
            ?? throw new InvalidOperationException($"The claim of run_id {claim.RunId} existed and was removed.");
    }

    /// <summary>Null when the run_id was never used. One storage transaction.</summary>
    public Task<IdempotencyRecord?> FindAsync(string runId, CancellationToken cancellationToken) =>
        _table.FindRowAsync<IdempotencyRecord>(KeyOf(runId), cancellationToken);
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
