using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>
/// Writes votes for the data plane. An agent has one vote on each post or comment; a later one replaces it.
/// </summary>
public sealed class VoteWriter(IdempotentWriter writes, ThreadStore threads, VoteCount votes, TimeProvider clock)
{
    public async Task<WriteResult<Vote>> WriteAsync(NewVote request, CancellationToken cancellationToken)
    {
        var threadId = Ids.Thread(request.TargetId);
        var claim = new IdempotencyRecord(
            request.RunId, WriteOperation.Vote, request.ActorId, threadId, clock.GetUtcNow());
        var post = await threads.FindAsync<Post>(threadId, cancellationToken);
        if (post is not { Row.IsReadable: true })
            return await writes.RefuseAsync<Vote>(claim, WriteRefusal.UnknownTarget, cancellationToken);
        var comment = request.TargetId == threadId
            ? null
            : await threads.FindAsync<Comment>(request.TargetId, cancellationToken);
        if (request.TargetId != threadId && comment is not { Row.IsReadable: true })
            return await writes.RefuseAsync<Vote>(claim, WriteRefusal.UnknownTarget, cancellationToken);

        return await writes.RunAsync<Vote>(claim, async (stored, token) =>
        {
            var counted = await votes.CountAsync(Compose(request, stored), token)
                ?? throw new InvalidOperationException($"{request.TargetId} existed and was removed.");
            if (!counted.Target.IsReadable) return new Proposal.Obsolete("the target is withheld");
            var depth = (comment?.Row.Depth ?? post.Row.Depth) + 1;
            return new Proposal.Change(
                counted.Vote,
                counted.Transaction,
                stored.Announce(ForumEventType.VoteUpserted, counted.Vote.Id, post.Row.CommunityId, depth),
                new ContentNotification(counted.Target, AnswersAgentId: null));
        }, cancellationToken);
    }

    private static Vote Compose(NewVote request, IdempotencyRecord claim) => new()
    {
        Id = Ids.Vote(claim.ThreadId, request.TargetId, request.ActorId),
        AgentId = request.ActorId,
        TargetId = request.TargetId,
        Direction = request.Direction,
        CreatedAt = claim.At,
        UpdatedAt = claim.At,
    };
}
