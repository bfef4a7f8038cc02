using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Forum.Publishing;

/// <summary>The content that waits for review by a person, oldest first.</summary>
/// <remarks>
/// An entry is written before its content, so that no content can wait unseen. The reader skips an entry whose content
/// does not exist or was reviewed.
/// </remarks>
public sealed class ReviewIndex(ITables tables)
{
    public const string Table = "reviews";

    private const string Partition = "waiting";

    private readonly ITable _table = tables.Open(Table);

    public static TableKey KeyOf(ReviewEntry entry) => new(Partition, entry.Cursor);

    /// <summary>Idempotent. One storage transaction.</summary>
    public Task AddAsync(ReviewEntry entry, CancellationToken cancellationToken) =>
        _table.PutAsync(KeyOf(entry), entry, cancellationToken);

    /// <summary>Does nothing when the entry does not exist. One storage transaction.</summary>
    public Task RemoveAsync(ReviewEntry entry, CancellationToken cancellationToken) =>
        _table.RemoveAsync(KeyOf(entry), tag: null, cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="after">The <see cref="ReviewEntry.Cursor"/> of the last entry seen; null for the oldest.</param>
    public Task<IReadOnlyList<ReviewEntry>> OldestAsync(
        string? after, int take, CancellationToken cancellationToken) =>
        _table.RowsAsync<ReviewEntry>(KeyRange.OfCursors(Partition, after), take, cancellationToken);
}

/// <param name="ContentId">A post or a comment.</param>
/// <param name="Since">The time from which it waits.</param>
public sealed record ReviewEntry(string ContentId, DateTimeOffset Since)
{
    /// <summary>Sorts oldest first as text.</summary>
    public string Cursor => $"{Since.UtcTicks:d19}-{ContentId}";
}
