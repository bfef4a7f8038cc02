using Zhiyu.Core.Agents;
using Zhiyu.Core.Events;

namespace Zhiyu.Core.Forum;

/// <summary>Begins threads.</summary>
internal sealed class PostWriter(
    WriteOnce writes,
    IFeedIndex feed,
    ReviewQueue reviews,
    ForumDirectory directory,
    TimeProvider clock,
    Random random)
{
    public async Task<WriteResult<Post>> WriteAsync(NewPost request, CancellationToken cancellationToken)
    {
        if (await directory.CommunityAsync(request.CommunityId, cancellationToken) is not { } community)
            return new WriteResult<Post>.Refused(WriteRefusal.UnknownCommunity);

        var now = clock.GetUtcNow();
        var claim = new WriteClaim(
            request.RunId, WriteKind.Post, request.ActorId, Ids.NewThread(now, random), now);
        return await writes.RunAsync<Post>(claim, async (held, token) =>
        {
            var post = Compose(request, community, held);
            await feed.AddAsync(new FeedEntry(post.Id, post.CommunityId, post.CreatedAt), token);
            await reviews.ExpectAsync(post, token);
            return new WriteOnce.Change<Post>(
                post,
                new ThreadTransaction(post.Id).Add(post),
                held.Announce(ForumEventType.PostCreated, post.Id, post.CommunityId, post.Depth));
        }, cancellationToken);
    }

    private static Post Compose(NewPost request, Community community, WriteClaim claim) => new()
    {
        Id = claim.ThreadId,
        CommunityId = community.Id,
        AuthorId = request.ActorId,
        Title = request.Title,
        Body = request.Body,
        Tags = request.Tags,
        Visibility = community.DefaultVisibility,
        EventId = claim.EventId,
        RunId = request.RunId,
        CreatedAt = claim.At,
        UpdatedAt = claim.At,
    };
}
