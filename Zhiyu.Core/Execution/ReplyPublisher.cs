using Zhiyu.Core.Events;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Execution;

/// <summary>Publishes a run's answer: comment, event, counters and the run's end in one transaction.</summary>
internal sealed class ReplyPublisher(IThreadStore threads, GuardedCommit commits, TimeProvider clock)
{
    /// <param name="run">The run with its answer, as its lease holder last wrote it.</param>
    /// <param name="post">The head of the thread, as it was read with the context; it may have changed since.</param>
    /// <returns>The run as it ended; null when it is no longer the caller's.</returns>
    public async Task<Run?> PublishAsync(
        Stored<Run> run, Stored<Post> post, string body, CancellationToken cancellationToken)
    {
        var eventId = Ids.Event(run.Row.ThreadId, run.Row.Id);
        Run? published = null;
        Stored<Post>? head = post;
        var committed = await commits.CommitAsync(eventId, async token =>
        {
            if (head is null)
            {
                var standing = await threads.FindAsync<Run>(run.Row.Id, token);
                if (standing?.ETag != run.ETag) return null;
                head = await threads.FindAsync<Post>(run.Row.ThreadId, token);
            }

            var comment = Compose(run.Row, body, eventId, head!.Row.LastSequence + 1, clock.GetUtcNow());
            published = run.Row.End(RunStatus.Published, reason: null, comment.CreatedAt)
                with { ContentId = comment.Id };
            var transaction = new ThreadTransaction(run.Row.ThreadId)
                .AddComment(head, comment)
                .Replace(run, published);
            head = null;
            return new EventfulChange(transaction, comment.Announce(run.Row.CommunityId));
        }, cancellationToken);
        return committed ? published : null;
    }

    private static Comment Compose(Run run, string body, string eventId, int sequence, DateTimeOffset now) => new()
    {
        Id = Ids.Comment(run.ThreadId, sequence),
        ParentId = run.TargetId,
        AuthorId = run.AgentId,
        Body = body,
        Depth = run.Depth,
        EventId = eventId,
        RunId = run.Id,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
