using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Queues;

/// <summary>
/// Stores what failed permanently, by id: runs and events of older threads first, then other messages.
/// </summary>
public interface IPoisonStore
{
    /// <summary>Stores the record; an earlier record with the same id is replaced.</summary>
    Task RecordAsync(Poison poison, CancellationToken cancellationToken);

    /// <summary>Null when there is no record.</summary>
    Task<Stored<Poison>?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) records after an id. One storage transaction.</summary>
    Task<IReadOnlyList<Stored<Poison>>> PageAsync(string? after, int take, CancellationToken cancellationToken);

    /// <summary>Removes the record, unless it has changed since it was read.</summary>
    Task ForgetAsync(Stored<Poison> read, CancellationToken cancellationToken);

    /// <summary>The number of records, counted up to <paramref name="max"/> (1–1,000).</summary>
    Task<int> CountAsync(int max, CancellationToken cancellationToken);
}
