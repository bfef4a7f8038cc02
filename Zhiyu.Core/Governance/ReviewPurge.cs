using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Governance;

/// <summary>Removes entries of the review queue that a crash left behind.</summary>
/// <remarks>
/// Costs two storage transactions for each waiting entry, oldest first. Later entries are removed when a reader reaches
/// them.
/// </remarks>
internal sealed class ReviewPurge(ReviewIndex reviewIndex, ReviewReader reader) : IPurge
{
    private const int PageLength = 100;

    public string What => "leftovers of the review queue";

    public async Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var (left, removed) = (most, 0);
        for (string? after = null; left > 0;)
        {
            var pageSize = Math.Min(left, PageLength);
            var page = await reviewIndex.OldestAsync(after, pageSize, cancellationToken);
            var results = await Task.WhenAll(page.Select(entry => reader.ForgetAsync(entry, cancellationToken)));
            removed += results.Count(isRemoved => isRemoved);
            left -= page.Count;
            if (page.Count < pageSize) break;
            after = page[^1].Cursor;
        }

        return removed;
    }
}
