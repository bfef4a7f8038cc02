namespace Zhiyu.Core.Budgets;

/// <summary>Where the ledgers are kept.</summary>
internal interface ILedgerStore
{
    /// <summary>
    /// The ledger as it stands; an empty one without a tag where there is none. One storage transaction.
    /// </summary>
    Task<StoredLedger> ReadAsync(LedgerId id, CancellationToken cancellationToken);

    /// <summary>
    /// Writes all of them or none, each only where it still has its tag (or, without one, where it does not exist yet).
    /// At most 100. One storage transaction.
    /// </summary>
    /// <returns>
    /// The new tags in the order of the ledgers; null when one of them has changed since it was read.
    /// </returns>
    Task<IReadOnlyList<string>?> TryWriteAsync(
        IReadOnlyList<StoredLedger> changed, CancellationToken cancellationToken);
}

/// <param name="ETag">The tag it had when it was read; null for one that is not stored yet.</param>
internal sealed record StoredLedger(Ledger Ledger, string? ETag);
