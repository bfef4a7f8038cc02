namespace Zhiyu.Core.Tables;

/// <summary>Reads rows without their ETags, and removes many.</summary>
internal static class TableRows
{
    /// <summary>One row; null when there is none. As <see cref="ITable.FindAsync"/>.</summary>
    public static async Task<TRow?> FindRowAsync<TRow>(
        this ITable table, TableKey key, CancellationToken cancellationToken) where TRow : class =>
        (await table.FindAsync<TRow>(key, cancellationToken))?.Row;

    /// <summary>The rows of a range, in order. As <see cref="ITable.RangeAsync"/>.</summary>
    public static async Task<IReadOnlyList<TRow>> RowsAsync<TRow>(
        this ITable table, KeyRange range, int? take, CancellationToken cancellationToken) where TRow : class =>
        [.. (await table.RangeAsync<TRow>(range, take, cancellationToken)).Select(stored => stored.Row)];

    /// <summary>
    /// Removes rows regardless of their ETags: up to 100 of a partition in one transaction, or one by one when another
    /// process removes them too.
    /// </summary>
    public static async Task RemoveAllAsync(
        this ITable table, IEnumerable<TableKey> keys, CancellationToken cancellationToken)
    {
        var chunks = keys.GroupBy(key => key.Partition)
            .SelectMany(partition => partition.Chunk(TableLimits.MaxChanges));
        foreach (var rows in chunks)
        {
            var removals = rows.Select(key => new TableChange.Remove(key, ETag: null)).ToList();
            if (await table.CommitAsync(removals, cancellationToken) is not CommitResult.Conflict) continue;
            foreach (var key in rows) await table.RemoveAsync(key, tag: null, cancellationToken);
        }
    }
}
