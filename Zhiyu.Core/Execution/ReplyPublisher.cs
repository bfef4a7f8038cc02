using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Publishes a run's answer: comment, event, counters and the run's end in one transaction. One that moderation
/// withholds is written all the same, for an admin to look at.
/// </summary>
internal sealed class ReplyPublisher(
    IThreadStore threads, ReviewQueue reviews, RunEvents announcer, TimeProvider clock)
{
    // Each round lost is a round that another writer of the thread won; this many in a row mean something is broken.
    private const int MaxRounds = 50;

    private const string PostWithheld = "the post is withheld";

    /// <param name="run">The run with its answer, as its lease holder last wrote it, settled and moderated.</param>
    /// <param name="post">The head of the thread, as it was read with the context; it may have changed since.</param>
    /// <returns>The run as it ended; null when it is no longer the caller's.</returns>
    /// <exception cref="ConcurrencyException">The thread kept changing for 50 rounds.</exception>
    public async Task<Run?> PublishAsync(
        Stored<Run> run, Stored<Post> post, string body, CancellationToken cancellationToken)
    {
        var obstacle = post.Row.IsReadable ? null : PostWithheld;
        for (var round = 0; round < MaxRounds; round++)
        {
            var comment = Compose(run.Row, body, post.Row.LastSequence + 1, clock.GetUtcNow());
            if (obstacle is null) await reviews.ExpectAsync(comment, cancellationToken);
            var (ended, transaction) =
                obstacle is null ? Published(run, post, comment) : Skipped(run, obstacle);
            if (await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Committed)
            {
                await announcer.AnnounceAsync(ended, cancellationToken);
                return ended;
            }

            var standing = await threads.FindAsync<Run>(run.Row.Id, cancellationToken);
            if (standing?.ETag != run.ETag) return null;
            post = await threads.FindAsync<Post>(run.Row.ThreadId, cancellationToken)
                ?? throw new InvalidOperationException($"Post {run.Row.ThreadId} was there and is gone.");
            obstacle = await FindObstacleAsync(run.Row, post.Row, cancellationToken);
        }

        throw new ConcurrencyException(
            $"Thread {run.Row.ThreadId} kept changing under the reply of run {run.Row.Id}.");
    }

    // Read after the post, whose row changes whenever one of its comments is withheld.
    private async Task<string?> FindObstacleAsync(Run run, Post post, CancellationToken cancellationToken) =>
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
