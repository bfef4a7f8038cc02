using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Feeds;

/// <summary>The posts of the whole forum and of each community, newest first.</summary>
/// <remarks>
/// An entry is written before its post, so that no post is missing here. The reader skips an entry whose post was never
/// committed.
/// </remarks>
public sealed class FeedIndex(ITables tables)
{
    public const string Table = "feed";

    private readonly ITable _table = tables.Open(Table);

    /// <param name="communityId">Null for the whole forum.</param>
    public static string PartitionOf(string? communityId) =>
        communityId is null ? "all" : $"community:{communityId}";

    /// <summary>Idempotent.</summary>
    public Task AddAsync(FeedEntry entry, CancellationToken cancellationToken) => Task.WhenAll(
        PutAsync(entry, PartitionOf(null), cancellationToken),
        PutAsync(entry, PartitionOf(entry.CommunityId), cancellationToken));

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="communityId">Null for the whole forum.</param>
    /// <param name="after">The <see cref="FeedEntry.Cursor"/> of the last entry seen; null for the newest.</param>
    public Task<IReadOnlyList<FeedEntry>> NewestAsync(
        string? communityId, string? after, int take, CancellationToken cancellationToken) =>
        _table.RowsAsync<FeedEntry>(KeyRange.OfCursors(PartitionOf(communityId), after), take, cancellationToken);

    private Task PutAsync(FeedEntry entry, string partition, CancellationToken cancellationToken) =>
        _table.PutAsync(new TableKey(partition, entry.Cursor), entry, cancellationToken);
}

public sealed record FeedEntry(string PostId, string CommunityId, DateTimeOffset CreatedAt)
{
    /// <summary>Sorts newest first as text. Entries that are added later do not move it.</summary>
    public string Cursor => $"{CursorAt(CreatedAt)}-{PostId}";

    /// <summary>The tags of the post; null in entries that were written before tags were.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>A cursor whose following entries are as old as this time, or older.</summary>
    public static string CursorAt(DateTimeOffset at) => TimedCursor.At(at);

    /// <summary>Whether a text is the cursor of an entry; any other text must not reach the store.</summary>
    public static bool IsCursor(string text) => TimedCursor.IsOf(text, Ids.IsThread);
}
