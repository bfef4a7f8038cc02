using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Has people look at what moderation left to them.</summary>
internal sealed class ReviewQueue(IReviewIndex waiting)
{
    /// <summary>
    /// To be called before the content is committed; nothing for what waits for nobody. Doing it again changes nothing.
    /// </summary>
    public Task ExpectAsync(Content content, CancellationToken cancellationToken) =>
        content is { IsReadable: false, State: ReviewState.Pending }
            ? waiting.AddAsync(new ReviewEntry(content.Id, content.CreatedAt), cancellationToken)
            : Task.CompletedTask;
}
