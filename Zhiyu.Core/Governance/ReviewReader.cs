using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>Reads the review queue, oldest first. A page costs a query, and two reads for each entry.</summary>
public sealed class ReviewReader(ReviewIndex reviewIndex, ThreadStore threads, TimeProvider clock)
{
    // Longer than any write takes: an older entry without its content was left by a crash.
    private static readonly TimeSpan MaxWriteTime = TimeSpan.FromDays(1);

    public Task<Page<ReviewItem>> WaitingAsync(string? cursor, int limit, CancellationToken cancellationToken) =>
        Page.FillAsync(
            cursor,
            limit,
            (after, take) => reviewIndex.OldestAsync(after, take, cancellationToken),
            entry => entry.Cursor,
            entry => ReadAsync(entry, cancellationToken));

    /// <summary>Removes an obsolete entry; true when it was removed.</summary>
    public async Task<bool> ForgetAsync(ReviewEntry entry, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - entry.Since <= MaxWriteTime || await FindAsync(entry, cancellationToken) is not null)
            return false;
        await reviewIndex.RemoveAsync(entry, cancellationToken);
        return true;
    }

    private async Task<ReviewItem?> ReadAsync(ReviewEntry entry, CancellationToken cancellationToken)
    {
        if (await FindAsync(entry, cancellationToken) is { } item) return item;
        if (clock.GetUtcNow() - entry.Since > MaxWriteTime) await reviewIndex.RemoveAsync(entry, cancellationToken);
        return null;
    }

    private async Task<ReviewItem?> FindAsync(ReviewEntry entry, CancellationToken cancellationToken)
    {
        var stored = threads.FindAsync<Review>(entry.ContentId, cancellationToken);
        var content = await threads.FindContentAsync(entry.ContentId, cancellationToken);
        var review = (await stored)?.Row ?? (content is null ? null : Review.Of(content));
        // Content that was decided and then reported again has a new entry, with the time of the report.
        return content is not null && review?.WaitingSince == entry.Since ? new ReviewItem(content, review) : null;
    }
}

public sealed record ReviewItem(Content Content, Review Review);
