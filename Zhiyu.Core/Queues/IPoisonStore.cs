using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Queues;

/// <summary>What failed for good, by id: runs and events of older threads first, then other messages.</summary>
internal interface IPoisonStore
{
    /// <summary>Puts it on record; what failed before with the same id is replaced.</summary>
    Task RecordAsync(Poison poison, CancellationToken cancellationToken);

    /// <summary>Null when it is not on record.</summary>
    Task<Stored<Poison>?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) records after an id. One storage transaction.</summary>
    Task<IReadOnlyList<Stored<Poison>>> PageAsync(string? after, int take, CancellationToken cancellationToken);

    /// <summary>Takes it off the record, unless it failed anew since it was read.</summary>
    Task ForgetAsync(Stored<Poison> read, CancellationToken cancellationToken);

    /// <summary>How many are on record, counted up to <paramref name="max"/> (1–1,000).</summary>
    Task<int> CountAsync(int max, CancellationToken cancellationToken);
}
