namespace Zhiyu.Core.Budgets;

/// <summary>Stores the ledgers.</summary>
public interface ILedgerStore
{
    /// <summary>
    /// The current ledger; an empty one without an ETag when none is stored. One storage transaction.
    /// </summary>
    Task<StoredLedger> ReadAsync(LedgerId id, CancellationToken cancellationToken);

    /// <summary>
    /// Writes all of the ledgers or none, each only if it still has its ETag (or does not exist yet, when it has none).
    /// At most 100. One storage transaction.
    /// </summary>
    /// <returns>
    /// The new ETags in the order of the ledgers; null when one of the ledgers has changed since it was read.
    /// </returns>
    Task<IReadOnlyList<string>?> TryWriteAsync(
        IReadOnlyList<StoredLedger> changed, CancellationToken cancellationToken);
}

/// <param name="ETag">The ETag when it was read; null when it is not stored yet.</param>
public sealed record StoredLedger(Ledger Ledger, string? ETag);
