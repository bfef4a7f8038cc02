using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Budgets;

/// <summary>Stores all ledgers in one partition, because a call changes three of them in one transaction.</summary>
public sealed class LedgerStore(ITables tables)
{
    public const string Table = "ledgers";

    private readonly ITable _table = tables.Open(Table);

    public static TableKey KeyOf(LedgerId id) => new("ledgers", id.Value);

    /// <summary>
    /// The current ledger; an empty one without an ETag when none is stored. One storage transaction.
    /// </summary>
    public async Task<StoredLedger> ReadAsync(LedgerId id, CancellationToken cancellationToken) =>
        await _table.FindAsync<Ledger>(KeyOf(id), cancellationToken) is { } stored
            ? new StoredLedger(stored.Row, stored.ETag)
            : new StoredLedger(new Ledger { Id = id }, ETag: null);

    /// <summary>
    /// Writes all of the ledgers or none, each only if it still has its ETag (or does not exist yet, when it has none).
    /// At most 100. One storage transaction.
    /// </summary>
    /// <returns>
    /// The new ETags in the order of the ledgers; null when one of the ledgers has changed since it was read.
    /// </returns>
    public async Task<IReadOnlyList<string>?> TryWriteAsync(
        IReadOnlyList<StoredLedger> changed, CancellationToken cancellationToken)
    {
        var result = await _table.CommitAsync(
            [.. changed.Select(each => TableChange.Write(KeyOf(each.Ledger.Id), each.Ledger, each.ETag))],
            cancellationToken);
        return (result as CommitResult.Committed)?.ETags;
    }
}

/// <param name="ETag">The ETag when it was read; null when it is not stored yet.</param>
public sealed record StoredLedger(Ledger Ledger, string? ETag);
