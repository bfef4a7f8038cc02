using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Queues;

/// <summary>
/// Stores what failed permanently, by id: runs and events of older threads first, then other messages.
/// </summary>
public sealed class PoisonStore(ITables tables)
{
    public const string Partition = "poison";

    /// <summary>
    /// The prefix of the actions on records, in the same partition and after all of them: no id begins like this.
    /// </summary>
    public const string ActionPrefix = "~action";

    private readonly ITable _table = tables.Open(SharedTables.Runtime);

    public static TableKey KeyOf(string id) => new(Partition, id);

    /// <summary>Stores the record; an earlier record with the same id is replaced.</summary>
    public Task RecordAsync(Poison poison, CancellationToken cancellationToken) =>
        _table.PutAsync(KeyOf(poison.Id), poison, cancellationToken);

    /// <summary>Null when there is no record.</summary>
    public Task<Stored<Poison>?> FindAsync(string id, CancellationToken cancellationToken) =>
        _table.FindAsync<Poison>(KeyOf(id), cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) records after an id. One storage transaction.</summary>
    public Task<IReadOnlyList<Stored<Poison>>> PageAsync(
        string? after, int take, CancellationToken cancellationToken) =>
        _table.RangeAsync<Poison>(RecordsAfter(after), take, cancellationToken);

    /// <summary>Removes the record, unless it has changed since it was read.</summary>
    public Task ForgetAsync(Stored<Poison> read, CancellationToken cancellationToken) =>
        _table.RemoveAsync(KeyOf(read.Row.Id), read.ETag, cancellationToken);

    /// <summary>The number of records, counted up to <paramref name="max"/> (1–1,000).</summary>
    public Task<int> CountAsync(int max, CancellationToken cancellationToken) =>
        _table.CountAsync(RecordsAfter(id: null), max, cancellationToken);

    private static KeyRange RecordsAfter(string? id) => new(Partition, id ?? "", ActionPrefix);
}
