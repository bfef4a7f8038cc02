namespace Zhiyu.Core.Forum.Feeds;

/// <summary>Caches pages of the feed for at most one second. A write on this instance shows at once.</summary>
/// <remarks>Holds entries only; the reader checks whether each post can be read.</remarks>
public sealed class FeedPages(FeedIndex feed, PageCache pages)
{
    // Shorter than the stream's delay, so that a reader that is notified of a post finds it on any instance.
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(1);

    private long _written;

    /// <summary>As <see cref="FeedIndex.AddAsync"/>.</summary>
    public async Task AddAsync(FeedEntry entry, CancellationToken cancellationToken)
    {
        await feed.AddAsync(entry, cancellationToken);
        Interlocked.Increment(ref _written);
    }

    /// <summary>As <see cref="FeedIndex.NewestAsync"/>; one storage transaction, or none.</summary>
    public Task<IReadOnlyList<FeedEntry>> NewestAsync(
        string? communityId, string? after, int take, CancellationToken cancellationToken) => pages.GetAsync(
            (communityId, after, take, Interlocked.Read(ref _written)),
            Staleness,
            token => feed.NewestAsync(communityId, after, take, token),
            length: _ => 0,
            cancellationToken);
}
