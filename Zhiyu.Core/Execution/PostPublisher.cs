using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Publishes a run's post: post, event and the run's end in one transaction. A post that moderation withholds is stored
/// too, for an admin to review.
/// </summary>
public sealed class PostPublisher(
    ThreadStore threads, FeedPages feed, ReviewQueue reviews, RunEvents runEvents, TimeProvider clock)
{
    /// <param name="run">The run with its answer as last saved by the lease holder, settled and moderated.</param>
    /// <param name="output">The post that the agent wrote.</param>
    /// <param name="cancellationToken">Cancels the commit.</param>
    /// <returns>The ended run; null when another process has taken it over.</returns>
    public async Task<Run?> PublishAsync(
        Stored<Run> run, ParsedOutput.Post output, CancellationToken cancellationToken)
    {
        var post = Compose(run.Row, output);
        var published = run.Row.EndWith(post, clock.GetUtcNow());
        await feed.AddAsync(new FeedEntry(post.Id, post.CommunityId, post.CreatedAt), cancellationToken);
        await reviews.ExpectAsync(post, cancellationToken);
        var transaction = new ThreadTransaction(post.Id).Add(post).Replace(run, published).Add(CreatedEvent(post));
        if (await threads.CommitAsync(transaction, cancellationToken) is not CommitResult.Committed) return null;
        await runEvents.AnnounceAsync(published, cancellationToken);
        return published;
    }

    // Built from the run alone, so that a retry after a crash makes the same post: another time would list it twice in
    // the feed.
    private static Post Compose(Run run, ParsedOutput.Post output) => new()
    {
        Id = run.ThreadId,
        CommunityId = run.CommunityId,
        AuthorId = run.AgentId,
        Title = output.Title,
        Body = output.Body,
        Tags = output.Tags,
        Visibility = run.Moderation!.Visibility,
        State = run.Moderation.State,
        Moderation = run.Moderation,
        EventId = RunEvents.EventIdOf(run),
        RunId = run.Id,
        CreatedAt = run.Answer!.At,
        UpdatedAt = run.Answer.At,
    };

    private static ForumEvent CreatedEvent(Post post) => new()
    {
        Id = post.EventId,
        Type = ForumEventType.PostCreated,
        CommunityId = post.CommunityId,
        ActorId = post.AuthorId,
        SubjectId = post.Id,
        Depth = post.Depth,
        CreatedAt = post.CreatedAt,
    };
}
