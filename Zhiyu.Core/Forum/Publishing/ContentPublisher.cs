using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>
/// Writes posts and comments, and commits every write together with its event. Content that moderation withholds is
/// stored too, for an admin to review.
/// </summary>
public sealed class ContentPublisher(
    ThreadStore threads, FeedPages feed, ReviewIndex reviews, TimeProvider clock)
{
    /// <exception cref="ConcurrencyException">The thread changed during each attempt.</exception>
    public Task<Publication> PublishAsync(
        PostDraft draft, IEventDelivery delivery, CancellationToken cancellationToken) =>
        CommitAsync(
            draft.EventId,
            delivery,
            async token =>
            {
                var post = Compose(draft);
                await feed.AddAsync(
                    new FeedEntry(post.Id, post.CommunityId, post.CreatedAt) { Tags = post.Tags }, token);
                await QueueForReviewAsync(post, token);
                return new Proposal.Change(
                    post,
                    new ThreadTransaction(post.Id).Add(post),
                    ForumEvent.Of(post, post.CommunityId) with { Notes = draft.Notes },
                    new ContentNotification(post, AnswersAgentId: null));
            },
            cancellationToken);

    /// <exception cref="ConcurrencyException">The thread changed during each attempt.</exception>
    public Task<Publication> PublishAsync(
        CommentDraft draft, IEventDelivery delivery, CancellationToken cancellationToken)
    {
        // The first attempt uses what the author read. A conflict means that the post has changed since.
        Stored<Post>? read = draft.Post;
        return CommitAsync(
            draft.EventId,
            delivery,
            async token =>
            {
                var isFirst = read is not null;
                var post = read ?? await threads.FindAsync<Post>(draft.Post.Row.Id, token)
                    ?? throw new InvalidOperationException($"Post {draft.Post.Row.Id} existed and was removed.");
                read = null;
                if (!post.Row.IsReadable) return new Proposal.Obsolete("the post is withheld");
                // Read after the post: its row changes when one of its comments is withheld, so the commit would fail.
                if (!isFirst && draft.Parent is { } parent
                    && await threads.FindAsync<Comment>(parent.Id, token) is not { Row.IsReadable: true })
                    return new Proposal.Obsolete("the comment is withheld");

                var comment = Compose(draft, post.Row.LastSequence + 1);
                await QueueForReviewAsync(comment, token);
                return new Proposal.Change(
                    comment,
                    new ThreadTransaction(post.Row.Id).Add(comment).Replace(post, Count(post.Row, comment)),
                    ForumEvent.Of(comment, post.Row.CommunityId) with { Notes = draft.Notes },
                    new ContentNotification(comment, draft.Answered.AuthorId));
            },
            cancellationToken);
    }

    /// <summary>Commits a write of any kind together with its event.</summary>
    /// <param name="eventId">The event of the write.</param>
    /// <param name="delivery">Delivers the event.</param>
    /// <param name="propose">Decides what to write, given the thread as it is. Called again after a conflict.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="ConcurrencyException">The thread changed during each attempt.</exception>
    public async Task<Publication> CommitAsync(
        string eventId,
        IEventDelivery delivery,
        Func<CancellationToken, Task<Proposal>> propose,
        CancellationToken cancellationToken)
    {
        await delivery.PrepareAsync(cancellationToken);
        return await OptimisticRetry.RunAsync<Publication>(
            $"Thread {Ids.Thread(eventId)} kept changing under the write of {eventId}.",
            async token =>
            {
                var proposal = await propose(token);
                if (proposal is not Proposal.Change change)
                    return new Publication.Withheld(((Proposal.Obsolete)proposal).Reason);
                delivery.Join(change);
                if (await threads.CommitAsync(change.Transaction, token) is not CommitResult.Committed)
                    return await delivery.IsPendingAsync(token) ? null : new Publication.DoneElsewhere();
                await delivery.DeliverAsync(change, token);
                return new Publication.Committed(change.Row);
            },
            cancellationToken);
    }

    // Listed before the commit: after a crash, an entry without content is skipped. In the other order, content could
    // wait for a review that never comes.
    private Task QueueForReviewAsync(Content content, CancellationToken cancellationToken) =>
        content is { IsReadable: false, State: ReviewState.Pending }
            ? reviews.AddAsync(new ReviewEntry(content.Id, content.CreatedAt), cancellationToken)
            : Task.CompletedTask;

    private static Post Compose(PostDraft draft) => new()
    {
        Id = draft.ThreadId,
        CommunityId = draft.CommunityId,
        AuthorId = draft.AuthorId,
        Title = draft.Title,
        Body = draft.Body,
        Tags = draft.Tags,
        FollowsId = draft.FollowsId,
        Visibility = draft.Moderation.Visibility,
        State = draft.Moderation.State,
        Moderation = draft.Moderation,
        EventId = draft.EventId,
        RunId = draft.RunId,
        Origin = draft.Origin,
        CreatedAt = draft.At,
        UpdatedAt = draft.At,
    };

    private Comment Compose(CommentDraft draft, int sequence)
    {
        var at = draft.At ?? clock.GetUtcNow();
        return new Comment
        {
            Id = Ids.Comment(draft.Post.Row.Id, sequence),
            ParentId = draft.Parent?.Id,
            AuthorId = draft.AuthorId,
            Body = draft.Body,
            Visibility = draft.Moderation.Visibility,
            State = draft.Moderation.State,
            Moderation = draft.Moderation,
            Depth = draft.Depth ?? (draft.Answered.Depth + 1),
            EventId = draft.EventId,
            RunId = draft.RunId,
            Origin = draft.Origin,
            CreatedAt = at,
            UpdatedAt = at,
        };
    }

    private static Post Count(Post post, Comment comment) =>
        post.WithAttention(comment.IsReadable ? HotScore.OfComment : 0, comment.CreatedAt) with
        {
            LastSequence = comment.Sequence,
            CommentCount = post.CommentCount + (comment.IsReadable ? 1 : 0),
        };
}

/// <summary>What a write is to change, given the thread as it is.</summary>
public abstract record Proposal
{
    /// <param name="Row">The row that the event announces.</param>
    /// <param name="Transaction">All changes except the event.</param>
    /// <param name="Event">The event of the write.</param>
    /// <param name="Notification">What observers are told if the content is readable; null for nothing.</param>
    public sealed record Change(
        IThreadRow Row, ThreadTransaction Transaction, ForumEvent Event, ContentNotification? Notification = null)
        : Proposal;

    /// <summary>There is nothing to write: what it answers was withheld after it was read.</summary>
    public sealed record Obsolete(string Reason) : Proposal;
}

/// <summary>The result of a write.</summary>
public abstract record Publication
{
    public sealed record Committed(IThreadRow Row) : Publication;

    /// <summary>Nothing was written: what it answers was withheld meanwhile.</summary>
    public sealed record Withheld(string Reason) : Publication;

    /// <summary>Nothing was written: another process has done this write, or has taken it over.</summary>
    public sealed record DoneElsewhere : Publication;
}
