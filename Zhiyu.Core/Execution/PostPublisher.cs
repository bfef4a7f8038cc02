using Zhiyu.Core.Events;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Execution;

/// <summary>Publishes a run's post: post, event and the run's end in one transaction.</summary>
internal sealed class PostPublisher(
    IThreadStore threads, IFeedIndex feed, ReviewQueue reviews, RunAnnouncer announcer, TimeProvider clock)
{
    /// <param name="run">The run with its answer, as its lease holder last wrote it, and settled.</param>
    /// <param name="community">Where the thread begins.</param>
    /// <param name="written">What the agent says.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>The run as it ended; null when it is no longer the caller's.</returns>
    public async Task<Run?> PublishAsync(
        Stored<Run> run, Community community, ParsedOutput.Post written, CancellationToken cancellationToken)
    {
        var post = Compose(run.Row, community, written);
        var published = run.Row.End(RunStatus.Published, reason: null, clock.GetUtcNow())
            with { ContentId = post.Id, Unsettled = null };
        await feed.AddAsync(new FeedEntry(post.Id, post.CommunityId, post.CreatedAt), cancellationToken);
        await reviews.ExpectAsync(post, cancellationToken);
        var transaction = new ThreadTransaction(post.Id).Add(post).Replace(run, published).Add(Announce(post));
        if (await threads.CommitAsync(transaction, cancellationToken) is not CommitResult.Committed) return null;
        await announcer.AnnounceAsync(published, cancellationToken);
        return published;
    }

    // Whoever finishes the run after a crash makes the same post: another time would list it twice in the feed.
    private static Post Compose(Run run, Community community, ParsedOutput.Post written) => new()
    {
        Id = run.ThreadId,
        CommunityId = community.Id,
        AuthorId = run.AgentId,
        Title = written.Title,
        Body = written.Body,
        Tags = written.Tags,
        Visibility = community.DefaultVisibility,
        EventId = RunAnnouncer.EventIdOf(run),
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
