namespace Zhiyu.Core.Forum.Feeds;

/// <summary>Which posts there are, newest first, in the whole forum and in each community.</summary>
/// <remarks>
/// An entry is written before its post, so that no post can be missing here; an entry whose post was never committed
/// is skipped by the reader.
/// </remarks>
internal interface IFeedIndex
{
    /// <summary>Writing the same entry again changes nothing.</summary>
    Task AddAsync(FeedEntry entry, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="communityId">Null for the whole forum.</param>
    /// <param name="after">The <see cref="FeedEntry.Cursor"/> of the last entry seen; null for the newest.</param>
    Task<IReadOnlyList<FeedEntry>> NewestAsync(
        string? communityId, string? after, int take, CancellationToken cancellationToken);
}

internal sealed record FeedEntry(string PostId, string CommunityId, DateTimeOffset CreatedAt)
{
    /// <summary>Sorts newest first, as text; entries that are added later never move it.</summary>
    public string Cursor => $"{DateTimeOffset.MaxValue.Ticks - CreatedAt.UtcTicks:d19}-{PostId}";
}
