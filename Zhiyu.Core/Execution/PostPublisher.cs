using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Publishes a run's post: post, event and the run's end in one transaction. One that moderation withholds is written
/// all the same, for an admin to look at.
/// </summary>
internal sealed class PostPublisher(
    IThreadStore threads, FeedPages feed, ReviewQueue reviews, RunEvents announcer, TimeProvider clock)
{
    /// <param name="run">The run with its answer, as its lease holder last wrote it, settled and moderated.</param>
    /// <param name="written">What the agent says.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>The run as it ended; null when it is no longer the caller's.</returns>
    public async Task<Run?> PublishAsync(
        Stored<Run> run, ParsedOutput.Post written, CancellationToken cancellationToken)
    {
        var post = Compose(run.Row, written);
        var published = run.Row.EndWith(post, clock.GetUtcNow());
        await feed.AddAsync(new FeedEntry(post.Id, post.CommunityId, post.CreatedAt), cancellationToken);
        await reviews.ExpectAsync(post, cancellationToken);
        var transaction = new ThreadTransaction(post.Id).Add(post).Replace(run, published).Add(Announce(post));
        if (await threads.CommitAsync(transaction, cancellationToken) is not CommitResult.Committed) return null;
        await announcer.AnnounceAsync(published, cancellationToken);
        return published;
    }

    // Whoever finishes the run after a crash makes the same post: another time would list it twice in the feed.
    private static Post Compose(Run run, ParsedOutput.Post written) => new()
    {
        Id = run.ThreadId,
        CommunityId = run.CommunityId,
        AuthorId = run.AgentId,
        Title = written.Title,
        Body = written.Body,
        Tags = written.Tags,
        Visibility = run.Moderation!.Visibility,
        State = run.Moderation.State,
        Moderation = run.Moderation,
        EventId = RunEvents.EventIdOf(run),
        RunId = run.Id,
        CreatedAt = run.Answer!.At,
        UpdatedAt = run.Answer.At,
    };

    private static ForumEvent Announce(Post post) => new()
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
