using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>What waits for a person, the longest first. A page costs a query, and two reads of each entry.</summary>
internal sealed class ReviewReader(IReviewIndex waiting, IThreadStore threads, TimeProvider clock)
{
    // Longer than any write takes: an entry that tells of nothing by then was left by a crash.
    private static readonly TimeSpan LongestWrite = TimeSpan.FromDays(1);

    public Task<Page<ReviewItem>> WaitingAsync(string? cursor, int limit, CancellationToken cancellationToken) =>
        Page.FillAsync(
            cursor,
            limit,
            (after, take) => waiting.OldestAsync(after, take, cancellationToken),
            entry => entry.Cursor,
            entry => LookAsync(entry, cancellationToken));

    /// <summary>Removes the entry where it tells of nothing that can still come; says whether it did.</summary>
    public async Task<bool> ForgetAsync(ReviewEntry entry, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - entry.Since <= LongestWrite || await FindAsync(entry, cancellationToken) is not null)
            return false;
        await waiting.RemoveAsync(entry, cancellationToken);
        return true;
    }

    private async Task<ReviewItem?> LookAsync(ReviewEntry entry, CancellationToken cancellationToken)
    {
        if (await FindAsync(entry, cancellationToken) is { } item) return item;
        if (clock.GetUtcNow() - entry.Since > LongestWrite) await waiting.RemoveAsync(entry, cancellationToken);
        return null;
    }

    private async Task<ReviewItem?> FindAsync(ReviewEntry entry, CancellationToken cancellationToken)
    {
        var stored = threads.FindAsync<Review>(entry.ContentId, cancellationToken);
        var content = await threads.FindContentAsync(entry.ContentId, cancellationToken);
        var review = (await stored)?.Row ?? (content is null ? null : Review.Of(content));
        // What is decided and reported again has an entry of its own, at the time of the report.
        return content is not null && review?.WaitingSince == entry.Since ? new ReviewItem(content, review) : null;
    }
}

internal sealed record ReviewItem(Content Content, Review Review);
