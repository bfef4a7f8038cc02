using Zhiyu.Core.Agents;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Writes comments for the data plane.</summary>
public sealed class CommentWriter(
    IdempotentWriter writes,
    IModerator moderator,
    ThreadStore threads,
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
        Stored<Post>? current = post;
        return await writes.RunAsync<Comment>(claim, async prepareToken =>
        {
            var community = await directory.CommunityAsync(post.Row.CommunityId, prepareToken);
            var moderation = await moderator.ModerateAsync([request.Body], community, prepareToken);
            return async (stored, token) =>
            {
                // The first attempt uses the post that was read above. A conflict means that it has changed since.
                current ??= await ReadAgainAsync(request, token);
                if (current is null) return null;
                var comment = Compose(request, moderation, stored, current.Row.LastSequence + 1, depth);
                await reviews.ExpectAsync(comment, token);
                var transaction = new ThreadTransaction(request.PostId).AddComment(current, comment);
                current = null;
                return new IdempotentWriter.Change<Comment>(
                    comment,
                    transaction,
                    comment.Announce(post.Row.CommunityId),
                    new ContentNotification(comment, parent?.Row.AuthorId ?? post.Row.AuthorId));
            };
        }, cancellationToken);
    }

    // Null when the post or the parent comment is withheld by now. The post is read first, because its ETag changes
    // when either is withheld.
    private async Task<Stored<Post>?> ReadAgainAsync(NewComment request, CancellationToken cancellationToken)
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
