using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Publishes a run's reply: comment, event, counters and the run's end in one transaction. A comment that moderation
/// withholds is stored too, for an admin to review.
/// </summary>
public sealed class ReplyPublisher(
    ThreadStore threads, ReviewQueue reviews, RunEvents runEvents, TimeProvider clock)
{
    // Each lost round means that another writer succeeded; so many in a row mean that something is broken.
    private const int MaxRounds = 50;

    private const string PostWithheld = "the post is withheld";

    /// <param name="run">The run with its answer as last saved by the lease holder, settled and moderated.</param>
    /// <param name="post">The post as it was read with the context; it may have changed since.</param>
    /// <returns>The ended run; null when another process has taken it over.</returns>
    /// <exception cref="ConcurrencyException">The thread kept changing for 50 rounds.</exception>
    public async Task<Run?> PublishAsync(
        Stored<Run> run, Stored<Post> post, string body, CancellationToken cancellationToken)
    {
        var skipReason = post.Row.IsReadable ? null : PostWithheld;
        for (var round = 0; round < MaxRounds; round++)
        {
            var comment = Compose(run.Row, body, post.Row.LastSequence + 1, clock.GetUtcNow());
            if (skipReason is null) await reviews.ExpectAsync(comment, cancellationToken);
            var (ended, transaction) =
                skipReason is null ? Published(run, post, comment) : Skipped(run, skipReason);
            if (await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Committed)
            {
                await runEvents.AnnounceAsync(ended, cancellationToken);
                return ended;
            }

            var current = await threads.FindAsync<Run>(run.Row.Id, cancellationToken);
            if (current?.ETag != run.ETag) return null;
            post = await threads.FindAsync<Post>(run.Row.ThreadId, cancellationToken)
                ?? throw new InvalidOperationException($"Post {run.Row.ThreadId} was there and is gone.");
            skipReason = await FindSkipReasonAsync(run.Row, post.Row, cancellationToken);
        }

        throw new ConcurrencyException(
            $"Thread {run.Row.ThreadId} kept changing under the reply of run {run.Row.Id}.");
    }

    // Read after the post: the post's row changes whenever one of its comments is withheld, so the commit would fail.
    private async Task<string?> FindSkipReasonAsync(Run run, Post post, CancellationToken cancellationToken) =>
        !post.IsReadable ? PostWithheld
        : run.TargetId is not null
            && await threads.FindAsync<Comment>(run.TargetId, cancellationToken) is not { Row.IsReadable: true }
            ? "the comment is withheld"
        : null;

    private static (Run Run, ThreadTransaction Transaction) Published(
        Stored<Run> run, Stored<Post> post, Comment comment)
    {
        var published = run.Row.EndWith(comment, comment.CreatedAt);
        return (published, new ThreadTransaction(run.Row.ThreadId)
            .AddComment(post, comment)
            .Replace(run, published)
            .Add(comment.Announce(run.Row.CommunityId)));
    }

    private (Run Run, ThreadTransaction Transaction) Skipped(Stored<Run> run, string reason)
    {
        var skipped = run.Row.End(RunStatus.Skipped, reason, clock.GetUtcNow());
        return (skipped, new ThreadTransaction(run.Row.ThreadId).Replace(run, skipped));
    }

    private static Comment Compose(Run run, string body, int sequence, DateTimeOffset now) => new()
    {
        Id = Ids.Comment(run.ThreadId, sequence),
        ParentId = run.TargetId,
        AuthorId = run.AgentId,
        Body = body,
        Visibility = run.Moderation!.Visibility,
        State = run.Moderation.State,
        Moderation = run.Moderation,
        Depth = run.Depth,
        EventId = RunEvents.EventIdOf(run),
        RunId = run.Id,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
