using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>Carries out what moderators decide about posts and comments.</summary>
/// <remarks>
/// The content, its counters, its review and the action change in one transaction. What becomes readable has its event
/// told with a guard, as a new write has: the allocation of withheld content is part of the transaction, so that it
/// conflicts where the guard came and went before it.
/// </remarks>
internal sealed class ContentModeration(
    IThreadStore threads,
    IReviewIndex waiting,
    IAuditIndex audit,
    IWorkQueue<EventMessage> events,
    ContentNotifications publications,
    HighlightUpdater highlights,
    IOptions<EventOptions> options,
    KeyedLock turns,
    TimeProvider clock)
{
    // As for any other writer of a thread: this many rounds lost mean something is broken.
    private const int MaxRounds = 50;

    /// <exception cref="ConcurrencyException">The thread kept changing for 50 rounds.</exception>
    public async Task<GovernanceOutcome> TakeAsync(GovernanceOrder order, CancellationToken cancellationToken)
    {
        var (outcome, withdrawn) = await TakeInTurnAsync(order, cancellationToken);
        // They count comments, and quote them, until they are chosen anew.
        if (withdrawn) await highlights.RefreshAsync(cancellationToken, anew: true);
        return outcome;
    }

    private async Task<(GovernanceOutcome Outcome, bool Withdrawn)> TakeInTurnAsync(
        GovernanceOrder order, CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(Ids.Thread(order.TargetId), cancellationToken);
        return order.TargetType == GovernanceTarget.Post
            ? await TakeAsync<Post>(order, cancellationToken)
            : await TakeAsync<Comment>(order, cancellationToken);
    }

    private async Task<(GovernanceOutcome Outcome, bool Withdrawn)> TakeAsync<TContent>(
        GovernanceOrder order, CancellationToken cancellationToken) where TContent : Content
    {
        var at = clock.GetUtcNow();
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await ReadAsync<TContent>(order.TargetId, cancellationToken) is not { } matter)
                return (new GovernanceOutcome.UnknownTarget(), false);
            var before = matter.Review?.Row ?? Review.Of(matter.Content.Row);
            var after = ModerationEffect.Of(order.Kind).Apply(matter.Content.Row, at);
            var review = before.After(after.State, at);
            var action = order.ToAction(review.Actions, at) with
            {
                Before = GovernedState.Of(matter.Content.Row),
                After = GovernedState.Of(after),
            };
            await audit.AddAsync(AuditEntry.Of(action), cancellationToken);
            if (review.WaitingSince is { } since && before.WaitingSince is null)
                await waiting.AddAsync(new ReviewEntry(after.Id, since), cancellationToken);

            var transaction = new ThreadTransaction(Ids.Thread(after.Id))
                .Put(matter.Review, review)
                .Add(action)
                .Replace(matter.Content, after);
            if (after is Comment) transaction.Replace(matter.Post, Count(matter, after));
            var guard = matter.IsUnheard && after.IsReadable
                ? await GuardAsync(transaction, matter, at, cancellationToken)
                : null;
            if (await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Conflict) continue;

            if (guard is not null) await events.RevealAsync(guard, cancellationToken);
            if (before.WaitingSince is { } waited && review.WaitingSince is null)
                await waiting.RemoveAsync(new ReviewEntry(after.Id, waited), cancellationToken);
            await TellAsync(after, cancellationToken);
            return (new GovernanceOutcome.Taken(action), matter.Content.Row.IsPublic && !after.IsPublic);
        }

        throw new ConcurrencyException(
            $"Thread {Ids.Thread(order.TargetId)} kept changing under the action on {order.TargetId}.");
    }

    private async Task<Matter<TContent>?> ReadAsync<TContent>(string id, CancellationToken cancellationToken)
        where TContent : Content
    {
        var review = threads.FindAsync<Review>(id, cancellationToken);
        var post = threads.FindAsync<Post>(Ids.Thread(id), cancellationToken);
        if (await threads.FindAsync<TContent>(id, cancellationToken) is not { } content) return null;
        var record = await threads.FindAsync<AllocationRecord>(content.Row.EventId, cancellationToken);
        return new Matter<TContent>(content, await review, (await post)!, record);
    }

    // The post's row changes with each of its comments: whoever is about to answer one, or keeps a page of them, finds
    // that out.
    private static Post Count<TContent>(Matter<TContent> matter, TContent after) where TContent : Content
    {
        var post = matter.Post.Row;
        var change = after.IsReadable == matter.Content.Row.IsReadable ? 0 : after.IsReadable ? 1 : -1;
        return change == 0
            ? post
            : post.WithAttention(change * Attention.OfComment, after.CreatedAt) with
            {
                CommentCount = post.CommentCount + change,
            };
    }

    private async Task<MessageReceipt> GuardAsync<TContent>(
        ThreadTransaction transaction, Matter<TContent> matter, DateTimeOffset at, CancellationToken cancellationToken)
        where TContent : Content
    {
        var eventId = matter.Content.Row.EventId;
        transaction.Put(matter.Record, matter.Record?.Row ?? new AllocationRecord
        {
            Id = eventId,
            Admission = Admission.ContentWithheld,
            DecidedAt = at,
        });
        return await events.SendAsync(new EventMessage(eventId), options.Value.GuardDelay, cancellationToken);
    }

    private async Task TellAsync(Content after, CancellationToken cancellationToken)
    {
        if (after.IsReadable)
        {
            if (await threads.FindAsync<ForumEvent>(after.EventId, cancellationToken) is { Row: var forumEvent })
                await publications.AddAsync(
                    forumEvent, after, await AnsweredAsync(after, cancellationToken), cancellationToken);
        }
        else
        {
            await publications.WithdrawAsync(after, cancellationToken);
        }
    }

    private async Task<string?> AnsweredAsync(Content content, CancellationToken cancellationToken) =>
        content is Comment comment
            ? (await threads.FindContentAsync(comment.ParentId ?? comment.PostId, cancellationToken))?.AuthorId
            : null;

    /// <param name="Post">The head of the thread: of a post, itself.</param>
    /// <param name="Record">Who was called by it; null where that was not decided.</param>
    private sealed record Matter<TContent>(
        Stored<TContent> Content, Stored<Review>? Review, Stored<Post> Post, Stored<AllocationRecord>? Record)
        where TContent : Content
    {
        /// <summary>Whether it is held back and has called no agent.</summary>
        public bool IsUnheard => !Content.Row.IsPublic && Record is null or { Row.AwaitsApproval: true };
    }
}
