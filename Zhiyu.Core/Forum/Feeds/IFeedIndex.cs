namespace Zhiyu.Core.Forum.Feeds;

/// <summary>The posts of the whole forum and of each community, newest first.</summary>
/// <remarks>
/// An entry is written before its post, so that no post is missing here. The reader skips an entry whose post was never
/// committed.
/// </remarks>
public interface IFeedIndex
{
    /// <summary>Idempotent.</summary>
    Task AddAsync(FeedEntry entry, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="communityId">Null for the whole forum.</param>
    /// <param name="after">The <see cref="FeedEntry.Cursor"/> of the last entry seen; null for the newest.</param>
    Task<IReadOnlyList<FeedEntry>> NewestAsync(
        string? communityId, string? after, int take, CancellationToken cancellationToken);
}

public sealed record FeedEntry(string PostId, string CommunityId, DateTimeOffset CreatedAt)
{
    /// <summary>Sorts newest first as text. Entries that are added later do not move it.</summary>
    public string Cursor => $"{DateTimeOffset.MaxValue.Ticks - CreatedAt.UtcTicks:d19}-{PostId}";
}
