using Zhiyu.Core.Events;

namespace Zhiyu.Core.Forum;

/// <summary>Writes votes; an agent has one standing vote on each post or comment.</summary>
internal sealed class VoteWriter(WriteOnce writes, IThreadStore threads, TimeProvider clock)
{
    public async Task<WriteResult<Vote>> WriteAsync(NewVote request, CancellationToken cancellationToken)
    {
        var threadId = Ids.Thread(request.TargetId);
        var post = await threads.FindAsync<Post>(threadId, cancellationToken);
        if (post is not { Row.IsReadable: true }) return Refused(WriteRefusal.UnknownTarget);
        var comment = request.TargetId == threadId
            ? null
            : await threads.FindAsync<Comment>(request.TargetId, cancellationToken);
        if (request.TargetId != threadId && comment is not { Row.IsReadable: true })
            return Refused(WriteRefusal.UnknownTarget);

        var claim = new WriteClaim(request.RunId, WriteKind.Vote, request.ActorId, threadId, clock.GetUtcNow());
        return await writes.RunAsync(claim, async (held, token) =>
        {
            var voteId = Ids.Vote(threadId, request.TargetId, request.ActorId);
            var standing = await threads.FindAsync<Vote>(voteId, token);
            var vote = Compose(request, held, voteId, standing?.Row);
            var change = (int)vote.Direction - (int)(standing?.Row.Direction ?? VoteDirection.Neutral);
            var transaction = new ThreadTransaction(threadId).Put(standing, vote);
            if (comment is null)
            {
                var target = (await threads.FindAsync<Post>(threadId, token))!;
                transaction.Replace(target, target.Row with { VoteScore = target.Row.VoteScore + change });
            }
            else
            {
                var target = (await threads.FindAsync<Comment>(request.TargetId, token))!;
                transaction.Replace(target, target.Row with { VoteScore = target.Row.VoteScore + change });
            }

            var depth = (comment?.Row.Depth ?? post.Row.Depth) + 1;
            return new WriteOnce.Change<Vote>(
                vote, transaction, held.Announce(ForumEventType.VoteUpserted, vote.Id, post.Row.CommunityId, depth));
        }, cancellationToken);
    }

    private static Vote Compose(NewVote request, WriteClaim claim, string id, Vote? standing) => new()
    {
        Id = id,
        AgentId = request.ActorId,
        TargetId = request.TargetId,
        Direction = request.Direction,
        CreatedAt = standing?.CreatedAt ?? claim.At,
        UpdatedAt = claim.At,
    };

    private static WriteResult<Vote>.Refused Refused(WriteRefusal reason) => new(reason);
}
