using Zhiyu.Core.Agents;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Writes comments for the data plane.</summary>
public sealed class CommentWriter(
    IdempotentWriter writes,
    ContentPublisher publisher,
    IModerator moderator,
    ThreadStore threads,
    CachedDirectory directory,
    TimeProvider clock)
{
    public async Task<WriteResult<Comment>> WriteAsync(NewComment request, CancellationToken cancellationToken)
    {
        var claim = new IdempotencyRecord(
            request.RunId, WriteOperation.Comment, request.ActorId, request.PostId, clock.GetUtcNow());
        var post = await threads.FindAsync<Post>(request.PostId, cancellationToken);
        if (post is not { Row.IsReadable: true })
            return await writes.RefuseAsync<Comment>(claim, WriteRefusal.UnknownPost, cancellationToken);
        var parent = request.ParentId is null
            ? null
            : await threads.FindAsync<Comment>(request.ParentId, cancellationToken);
        if (request.ParentId is not null
            && (parent is not { Row.IsReadable: true } || parent.Row.PostId != post.Row.Id))
            return await writes.RefuseAsync<Comment>(claim, WriteRefusal.UnknownParent, cancellationToken);

        return await writes.RunAsync<Comment>(claim, async prepareToken =>
        {
            var community = await directory.CommunityAsync(post.Row.CommunityId, prepareToken);
            var moderation = await moderator.ModerateAsync([request.Body], community, prepareToken);
            return (stored, delivery, token) => publisher.PublishAsync(
                new CommentDraft
                {
                    Post = post,
                    Parent = parent?.Row,
                    AuthorId = request.ActorId,
                    Body = request.Body,
                    Moderation = moderation,
                    EventId = stored.EventId,
                    RunId = request.RunId,
                    At = stored.At,
                },
                delivery,
                token);
        }, cancellationToken);
    }
}
