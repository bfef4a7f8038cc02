namespace Zhiyu.Core.Tables;

/// <summary>A table: rows in partitions, each with an ETag that changes with every write.</summary>
/// <remarks>A row is a record that has a kind in the storage's registry, or a <see cref="Mark"/>.</remarks>
public interface ITable
{
    /// <summary>Null when there is no such row. One storage transaction, and one more for a row in a blob.</summary>
    Task<Stored<TRow>?> FindAsync<TRow>(TableKey key, CancellationToken cancellationToken) where TRow : class;

    /// <summary>The rows of a range, in order. One storage transaction for each 1,000.</summary>
    /// <param name="take">At most so many, 1–1,000; null for all.</param>
    Task<IReadOnlyList<Stored<TRow>>> RangeAsync<TRow>(KeyRange range, int? take, CancellationToken cancellationToken)
        where TRow : class;

    /// <summary>The number of rows, counted up to <paramref name="max"/> (1–1,000). One storage transaction.</summary>
    Task<int> CountAsync(KeyRange range, int max, CancellationToken cancellationToken);

    /// <summary>Adds the row unless its key is taken; returns whether it did. One storage transaction.</summary>
    Task<bool> AddAsync(TableKey key, object row, CancellationToken cancellationToken);

    /// <summary>Writes the row whether it exists or not. One storage transaction.</summary>
    Task PutAsync(TableKey key, object row, CancellationToken cancellationToken);

    /// <summary>
    /// Makes all changes or none; 1–100 of different rows of one partition. One storage transaction, and one before it
    /// for each row that goes into a blob.
    /// </summary>
    Task<CommitResult> CommitAsync(IReadOnlyList<TableChange> changes, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the row, and the blobs of its versions; returns whether the row is gone. One storage transaction; where
    /// rows may be long, two, and one more for each version with a blob.
    /// </summary>
    /// <param name="tag">The row is kept if its ETag differs. Null removes any version.</param>
    Task<bool> RemoveAsync(TableKey key, string? tag, CancellationToken cancellationToken);

    /// <summary>
    /// The keys of rows in partitions before this one, at most <paramref name="take"/>. One storage transaction for
    /// each 1,000.
    /// </summary>
    Task<IReadOnlyList<TableKey>> KeysBeforeAsync(string partition, int take, CancellationToken cancellationToken);

    /// <summary>
    /// The marks of all partitions that were used before a time, at most <paramref name="take"/>. One storage
    /// transaction for each 1,000 rows of the table.
    /// </summary>
    Task<IReadOnlyList<StoredMark>> MarksUsedBeforeAsync(
        DateTimeOffset time, int take, CancellationToken cancellationToken);
}

/// <summary>The tables of the forum's storage.</summary>
public interface ITables
{
    /// <param name="longRows">
    /// Whether a row may be too long for a table's row, and is then kept in a blob. In other tables it is refused.
    /// </param>
    ITable Open(string name, bool longRows = false);
}
