using Zhiyu.Core.Agents;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Writes posts for the data plane.</summary>
public sealed class PostWriter(
    IdempotentWriter writes,
    ContentPublisher publisher,
    IModerator moderator,
    CachedDirectory directory,
    TimeProvider clock,
    Random random)
{
    public async Task<WriteResult<Post>> WriteAsync(NewPost request, CancellationToken cancellationToken)
    {
        if (await directory.CommunityAsync(request.CommunityId, cancellationToken) is not { } community)
            return new WriteResult<Post>.Refused(WriteRefusal.UnknownCommunity);

        var now = clock.GetUtcNow();
        var claim = new IdempotencyRecord(
            request.RunId, WriteOperation.Post, request.ActorId, Ids.NewThread(now, random), now);
        return await writes.RunAsync<Post>(claim, async prepareToken =>
        {
            var moderation = await moderator.ModerateAsync(
                [request.Title, request.Body, .. request.Tags], community, prepareToken);
            return (stored, delivery, token) =>
                publisher.PublishAsync(DraftOf(request, stored, moderation), delivery, token);
        }, cancellationToken);
    }

    private static PostDraft DraftOf(NewPost request, IdempotencyRecord claim, ModerationResult moderation) => new()
    {
        ThreadId = claim.ThreadId,
        CommunityId = request.CommunityId,
        AuthorId = request.ActorId,
        Title = request.Title,
        Body = request.Body,
        Tags = request.Tags,
        Moderation = moderation,
        EventId = claim.EventId,
        RunId = request.RunId,
        At = claim.At,
    };
}
