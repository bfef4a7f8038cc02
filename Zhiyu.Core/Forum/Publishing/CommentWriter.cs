using Zhiyu.Core.Agents;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Writes the comments that come over the data plane.</summary>
internal sealed class CommentWriter(
    IdempotentWriter writes,
    IModerator moderator,
    IThreadStore threads,
    ReviewQueue reviews,
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

        var depth = (parent?.Row.Depth ?? post.Row.Depth) + 1;
        Stored<Post>? head = post;
        return await writes.RunAsync<Comment>(claim, async prepareToken =>
        {
            var community = await directory.CommunityAsync(post.Row.CommunityId, prepareToken);
            var moderation = await moderator.ModerateAsync([request.Body], community, prepareToken);
            return async (held, token) =>
            {
                // The first round takes the post as it was read above; a conflict says that it has changed since.
                head ??= await AgainAsync(request, token);
                if (head is null) return null;
                var comment = Compose(request, moderation, held, head.Row.LastSequence + 1, depth);
                await reviews.ExpectAsync(comment, token);
                var transaction = new ThreadTransaction(request.PostId).AddComment(head, comment);
                head = null;
                return new IdempotentWriter.Change<Comment>(
                    comment,
                    transaction,
                    comment.Announce(post.Row.CommunityId),
                    new ContentNotification(comment, parent?.Row.AuthorId ?? post.Row.AuthorId));
            };
        }, cancellationToken);
    }

    // Null where the post or the answered comment is withheld by now. The post comes first: its row tells of either.
    private async Task<Stored<Post>?> AgainAsync(NewComment request, CancellationToken cancellationToken)
    {
        var post = await threads.FindAsync<Post>(request.PostId, cancellationToken);
        return post is { Row.IsReadable: true } && (request.ParentId is null
            || await threads.FindAsync<Comment>(request.ParentId, cancellationToken) is { Row.IsReadable: true })
            ? post
            : null;
    }

    private static Comment Compose(
        NewComment request, ModerationResult moderation, IdempotencyRecord claim, int sequence, int depth) => new()
    {
        Id = Ids.Comment(request.PostId, sequence),
        ParentId = request.ParentId,
        AuthorId = request.ActorId,
        Body = request.Body,
        Visibility = moderation.Visibility,
        State = moderation.State,
        Moderation = moderation,
        Depth = depth,
        EventId = claim.EventId,
        RunId = request.RunId,
        CreatedAt = claim.At,
        UpdatedAt = claim.At,
    };
}
