using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Governance;

/// <summary>Applies the decisions of moderators to posts and comments.</summary>
/// <remarks>
/// Content, counters, review and action change in one transaction. When content becomes readable, its event is sent
/// with a guard message, as for a new write. The allocation record of withheld content is part of the transaction, so
/// that the commit conflicts if the guard was processed before it. What agents remember of withheld content is taken
/// away before the commit, so that a crash in between leaves nothing that is remembered of it, and once more after it.
/// </remarks>
public sealed class ContentModeration(
    ThreadStore threads,
    ReviewIndex reviewIndex,
    AuditIndex auditIndex,
    EventGuards guards,
    ContentNotifications notifications,
    HighlightUpdater highlights,
    ThreadMemories memories,
    WebhookNotifier webhooks,
    KeyedLock locks,
    TimeProvider clock)
{
    /// <exception cref="ConcurrencyException">The thread changed during each attempt.</exception>
    public async Task<GovernanceOutcome> TakeAsync(GovernanceOrder order, CancellationToken cancellationToken)
    {
        var withholds = !ModerationEffect.Of(order.Kind).IsReadable;
        if (withholds)
        {
            if (await threads.FindContentAsync(order.TargetId, cancellationToken) is null)
                return new GovernanceOutcome.UnknownTarget();
            await memories.WithdrawAsync(order.TargetId, cancellationToken);
        }

        var outcome = await DecideAsync(order, cancellationToken);
        if (outcome is not GovernanceOutcome.Taken { Action: var action }) return outcome;
        // Once more, for what was noted meanwhile.
        if (withholds) await memories.WithdrawAsync(order.TargetId, cancellationToken);
        if (IsPublic(action.Before) && !IsPublic(action.After)) await RefreshHighlightsAsync(cancellationToken);
        return outcome;
    }

    /// <summary>
    /// Takes the action on the content alone, without what follows from it for memories and highlights.
    /// </summary>
    internal async Task<GovernanceOutcome> DecideAsync(GovernanceOrder order, CancellationToken cancellationToken)
    {
        using var threadLock = await locks.TakeAsync(Ids.Thread(order.TargetId), cancellationToken);
        var at = clock.GetUtcNow();
        return await OptimisticRetry.RunAsync(
            $"Thread {Ids.Thread(order.TargetId)} kept changing under the action on {order.TargetId}.",
            token => order.TargetType == GovernanceTarget.Post
                ? TryTakeAsync<Post>(order, at, token)
                : TryTakeAsync<Comment>(order, at, token),
            cancellationToken);
    }

    /// <summary>Highlights count and quote comments until they are selected again.</summary>
    internal Task RefreshHighlightsAsync(CancellationToken cancellationToken) =>
        highlights.RefreshAsync(cancellationToken, force: true);

    private static bool IsPublic(GovernedState? state) =>
        state is { Visibility: Visibility.Public, State: ReviewState.Approved };

    // Null when another writer was faster.
    private async Task<GovernanceOutcome?> TryTakeAsync<TContent>(
        GovernanceOrder order, DateTimeOffset at, CancellationToken cancellationToken)
        where TContent : Content, IThreadRow
    {
        if (await ReadAsync<TContent>(order.TargetId, cancellationToken) is not { } current)
            return new GovernanceOutcome.UnknownTarget();
        var before = current.Review?.Row ?? Review.Of(current.Content.Row);
        var after = ModerationEffect.Of(order.Kind).Apply(current.Content.Row, at);
        var review = before.After(after.State, at);
        var action = order.ToAction(review.Actions, at) with
        {
            Before = GovernedState.Of(current.Content.Row),
            After = GovernedState.Of(after),
        };
        await auditIndex.AddAsync(AuditEntry.Of(action), cancellationToken);
        if (review.WaitingSince is { } waitingSince && before.WaitingSince is null)
            await reviewIndex.AddAsync(new ReviewEntry(after.Id, waitingSince), cancellationToken);

        var transaction = new ThreadTransaction(Ids.Thread(after.Id))
            .Put(current.Review, review)
            .Add(action)
            .Replace(current.Content, after);
        if (after is Comment) transaction.Replace(current.Post, Count(current, after));
        var guard = current.HasCalledNoAgents && after.IsReadable
            ? await GuardAsync(transaction, current, at, cancellationToken)
            : null;
        var announced = await webhooks.AnnounceAsync(
            WebhookEvent.Of(action.Id, at, current.Content.Row, after), cancellationToken);
        if (await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Conflict) return null;

        await webhooks.RevealAsync(announced, cancellationToken);
        if (guard is not null) await guards.RevealAsync(guard, cancellationToken);
        if (before.WaitingSince is { } waitedSince && review.WaitingSince is null)
            await reviewIndex.RemoveAsync(new ReviewEntry(after.Id, waitedSince), cancellationToken);
        await NotifyAsync(after, cancellationToken);
        return new GovernanceOutcome.Taken(action);
    }

    private async Task<ModeratedContent<TContent>?> ReadAsync<TContent>(string id, CancellationToken cancellationToken)
        where TContent : Content, IThreadRow
    {
        var review = threads.FindAsync<Review>(id, cancellationToken);
        var post = threads.FindAsync<Post>(Ids.Thread(id), cancellationToken);
        if (await threads.FindAsync<TContent>(id, cancellationToken) is not { } content) return null;
        var record = await threads.FindAsync<AllocationRecord>(content.Row.EventId, cancellationToken);
        return new ModeratedContent<TContent>(content, await review, (await post)!, record);
    }

    // The post's row changes with each of its comments, so that concurrent replies and cached pages notice the change.
    private static Post Count<TContent>(ModeratedContent<TContent> current, TContent after) where TContent : Content
    {
        var post = current.Post.Row;
        var change = after.IsReadable == current.Content.Row.IsReadable ? 0 : after.IsReadable ? 1 : -1;
        return change == 0
            ? post
            : post.WithAttention(change * HotScore.OfComment, after.CreatedAt) with
            {
                CommentCount = post.CommentCount + change,
            };
    }

    private async Task<MessageReceipt> GuardAsync<TContent>(
        ThreadTransaction transaction,
        ModeratedContent<TContent> current,
        DateTimeOffset at,
        CancellationToken cancellationToken)
        where TContent : Content
    {
        var eventId = current.Content.Row.EventId;
        transaction.Put(current.Record, current.Record?.Row ?? new AllocationRecord
        {
            Id = eventId,
            Admission = Admission.ContentWithheld,
            DecidedAt = at,
        });
        return await guards.SendAsync(eventId, cancellationToken);
    }

    private async Task NotifyAsync(Content after, CancellationToken cancellationToken)
    {
        if (after.IsReadable)
        {
            if (await threads.FindAsync<ForumEvent>(after.EventId, cancellationToken) is { Row: var forumEvent })
                await notifications.AddAsync(
                    forumEvent, after, await AnsweredAsync(after, cancellationToken), cancellationToken);
        }
        else
        {
            await notifications.WithdrawAsync(after, cancellationToken);
        }
    }

    private async Task<string?> AnsweredAsync(Content content, CancellationToken cancellationToken) =>
        content is Comment comment
            ? (await threads.FindContentAsync(comment.ParentId ?? comment.PostId, cancellationToken))?.AuthorId
            : null;

    /// <param name="Post">The post of the thread; of a post, itself.</param>
    /// <param name="Record">The allocation of its event; null while it is not decided.</param>
    private sealed record ModeratedContent<TContent>(
        Stored<TContent> Content, Stored<Review>? Review, Stored<Post> Post, Stored<AllocationRecord>? Record)
        where TContent : Content
    {
        /// <summary>Whether it is withheld and has called no agent.</summary>
        public bool HasCalledNoAgents => !Content.Row.IsPublic && Record is null or { Row.AwaitsApproval: true };
    }
}
