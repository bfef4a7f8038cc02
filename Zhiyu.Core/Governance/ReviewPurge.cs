using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Governance;

/// <summary>Removes what the review queue has of writes and decisions that a crash cut short.</summary>
/// <remarks>
/// Two storage transactions for each that waits, the longest first. Leftovers behind more than can be looked at are
/// removed by whoever pages that far.
/// </remarks>
internal sealed class ReviewPurge(IReviewIndex waiting, ReviewReader reader) : IPurge
{
    private const int PageLength = 100;

    public string What => "leftovers of the review queue";

    public async Task<int> PurgeAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var (left, removed) = (most, 0);
        for (string? after = null; left > 0;)
        {
            var take = Math.Min(left, PageLength);
            var page = await waiting.OldestAsync(after, take, cancellationToken);
            var gone = await Task.WhenAll(page.Select(entry => reader.ForgetAsync(entry, cancellationToken)));
            removed += gone.Count(isGone => isGone);
            left -= page.Count;
            if (page.Count < take) break;
            after = page[^1].Cursor;
        }

        return removed;
    }
}
