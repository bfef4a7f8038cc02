namespace Zhiyu.Core.Forum.Feeds;

/// <summary>
/// The feed as it is looked at: its pages are a second old at most. What this instance has written is in them at once.
/// </summary>
/// <remarks>Entries only: whether a post can be read is for its row to say.</remarks>
internal sealed class FeedPages(IFeedIndex feed, PageCache pages)
{
    // Less than the stream waits before it tells of a post, so that whoever is told finds it on any instance.
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(1);

    private long _written;

    /// <summary>As <see cref="IFeedIndex.AddAsync"/>.</summary>
    public async Task AddAsync(FeedEntry entry, CancellationToken cancellationToken)
    {
        await feed.AddAsync(entry, cancellationToken);
        Interlocked.Increment(ref _written);
    }

    /// <summary>As <see cref="IFeedIndex.NewestAsync"/>; one storage transaction, or none.</summary>
    public Task<IReadOnlyList<FeedEntry>> NewestAsync(
        string? communityId, string? after, int take, CancellationToken cancellationToken) => pages.GetAsync(
            (communityId, after, take, Interlocked.Read(ref _written)),
            Staleness,
            token => feed.NewestAsync(communityId, after, take, token),
            length: _ => 0,
            cancellationToken);
}
