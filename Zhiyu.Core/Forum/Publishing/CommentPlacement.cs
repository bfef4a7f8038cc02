using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>The changes that every new comment makes, on the data plane and in runs.</summary>
internal static class CommentPlacement
{
    /// <summary>Adds the comment to the end of the thread and updates the post's counters.</summary>
    public static ThreadTransaction AddComment(
        this ThreadTransaction transaction, Stored<Post> post, Comment comment) => transaction
        .Add(comment)
        .Replace(post, post.Row.WithAttention(comment.IsReadable ? Attention.OfComment : 0, comment.CreatedAt) with
        {
            LastSequence = comment.Sequence,
            CommentCount = post.Row.CommentCount + (comment.IsReadable ? 1 : 0),
        });

    /// <summary>The event of the new comment.</summary>
    public static ForumEvent Announce(this Comment comment, string communityId) => new()
    {
        Id = comment.EventId,
        Type = ForumEventType.CommentCreated,
        CommunityId = communityId,
        ActorId = comment.AuthorId,
        SubjectId = comment.Id,
        Depth = comment.Depth,
        CreatedAt = comment.CreatedAt,
    };
}
