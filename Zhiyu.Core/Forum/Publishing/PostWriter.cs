using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Writes posts for the data plane.</summary>
public sealed class PostWriter(
    IdempotentWriter writes,
    IModerator moderator,
    FeedPages feed,
    ReviewQueue reviews,
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
            return async (stored, token) =>
            {
                var post = Compose(request, moderation, stored);
                await feed.AddAsync(new FeedEntry(post.Id, post.CommunityId, post.CreatedAt), token);
                await reviews.ExpectAsync(post, token);
                return new IdempotentWriter.Change<Post>(
                    post,
                    new ThreadTransaction(post.Id).Add(post),
                    stored.Announce(ForumEventType.PostCreated, post.Id, post.CommunityId, post.Depth),
                    new ContentNotification(post, AnswersAgentId: null));
            };
        }, cancellationToken);
    }

    private static Post Compose(NewPost request, ModerationResult moderation, IdempotencyRecord claim) => new()
    {
        Id = claim.ThreadId,
        CommunityId = request.CommunityId,
        AuthorId = request.ActorId,
        Title = request.Title,
        Body = request.Body,
        Tags = request.Tags,
        Visibility = moderation.Visibility,
        State = moderation.State,
        Moderation = moderation,
        EventId = claim.EventId,
        RunId = request.RunId,
        CreatedAt = claim.At,
        UpdatedAt = claim.At,
    };
}
