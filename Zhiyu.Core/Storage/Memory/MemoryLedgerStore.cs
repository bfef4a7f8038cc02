using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryLedgerStore : ILedgerStore
{
    private readonly Lock _lock = new();
    private readonly MemoryTable<Ledger> _ledgers = new();

    public Task<StoredLedger> ReadAsync(LedgerId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_ledgers.Find(id.Value) is { } found
                ? new StoredLedger(found.Row, found.ETag)
                : new StoredLedger(new Ledger { Id = id }, ETag: null));
        }
    }

    public Task<IReadOnlyList<string>?> TryWriteAsync(
        IReadOnlyList<StoredLedger> changed, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<string>?>(
                changed.All(each => _ledgers.Has(each.Ledger.Id.Value, each.ETag))
                    ? [.. changed.Select(each => _ledgers.Put(each.Ledger.Id.Value, each.Ledger))]
                    : null);
        }
    }
}
