using System.Globalization;
using System.Text.RegularExpressions;
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

public sealed partial record FeedEntry(string PostId, string CommunityId, DateTimeOffset CreatedAt)
{
    /// <summary>Sorts newest first as text. Entries that are added later do not move it.</summary>
    public string Cursor => $"{DateTimeOffset.MaxValue.Ticks - CreatedAt.UtcTicks:d19}-{PostId}";

    /// <summary>What sorts between the entries of this time or later ones, and the older ones.</summary>
    public static string CursorOf(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.Ticks - time.UtcTicks + 1:d19}");

    /// <summary>Whether a text has the form of a <see cref="Cursor"/>; any other must not reach the store.</summary>
    public static bool IsCursor(string text) => CursorForm.IsMatch(text) && Ids.IsThread(text[20..]);

    [GeneratedRegex(@"\A[0-9]{19}-", RegexOptions.CultureInvariant)]
    private static partial Regex CursorForm { get; }
}
