using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Queues content that moderation left to people.</summary>
public sealed class ReviewQueue(ReviewIndex index)
{
    /// <summary>
    /// Call it before the content is committed. Does nothing for content that needs no review. Idempotent.
    /// </summary>
    public Task ExpectAsync(Content content, CancellationToken cancellationToken) =>
        content is { IsReadable: false, State: ReviewState.Pending }
            ? index.AddAsync(new ReviewEntry(content.Id, content.CreatedAt), cancellationToken)
            : Task.CompletedTask;
}
