using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Publishes a run's answer: comment, event, counters and the run's end in one transaction. One that moderation
/// withholds is written all the same, for an admin to look at.
/// </summary>
internal sealed class ReplyPublisher(IThreadStore threads, RunAnnouncer announcer, TimeProvider clock)
{
    // Each round lost is a round that another writer of the thread won; this many in a row mean something is broken.
    private const int MaxRounds = 50;

    /// <param name="run">The run with its answer, as its lease holder last wrote it, settled and moderated.</param>
    /// <param name="post">The head of the thread, as it was read with the context; it may have changed since.</param>
    /// <returns>The run as it ended; null when it is no longer the caller's.</returns>
    /// <exception cref="InvalidOperationException">The thread kept changing for 50 rounds.</exception>
    public async Task<Run?> PublishAsync(
        Stored<Run> run, Stored<Post> post, string body, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var (ended, transaction) = post.Row.IsReadable ? Published(run, post, body) : Skipped(run);
            if (await threads.CommitAsync(transaction, cancellationToken) is CommitResult.Committed)
            {
                await announcer.AnnounceAsync(ended, cancellationToken);
                return ended;
            }

            var standing = await threads.FindAsync<Run>(run.Row.Id, cancellationToken);
            if (standing?.ETag != run.ETag) return null;
            post = await threads.FindAsync<Post>(run.Row.ThreadId, cancellationToken)
                ?? throw new InvalidOperationException($"Post {run.Row.ThreadId} was there and is gone.");
        }

        throw new InvalidOperationException(
            $"Thread {run.Row.ThreadId} kept changing under the reply of run {run.Row.Id}.");
    }

    private (Run Run, ThreadTransaction Transaction) Published(Stored<Run> run, Stored<Post> post, string body)
    {
        var comment = Compose(run.Row, body, post.Row.LastSequence + 1, clock.GetUtcNow());
        var published = run.Row.EndWith(comment, comment.CreatedAt);
        return (published, new ThreadTransaction(run.Row.ThreadId)
            .AddComment(post, comment)
            .Replace(run, published)
            .Add(comment.Announce(run.Row.CommunityId)));
    }

    private (Run Run, ThreadTransaction Transaction) Skipped(Stored<Run> run)
    {
        var skipped = run.Row.End(RunStatus.Skipped, "the post is withheld", clock.GetUtcNow());
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
        EventId = RunAnnouncer.EventIdOf(run),
        RunId = run.Id,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
