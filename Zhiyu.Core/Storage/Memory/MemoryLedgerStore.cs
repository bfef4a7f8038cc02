using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryLedgerStore : ILedgerStore
{
    private readonly MemoryTable<Ledger> _table = new();

    public Task<StoredLedger> ReadAsync(LedgerId id, CancellationToken cancellationToken) => Task.FromResult(
        _table.Find(Keys.Of(id), cancellationToken) is { } found
            ? new StoredLedger(found.Row, found.ETag)
            : new StoredLedger(new Ledger { Id = id }, ETag: null));

    public Task<IReadOnlyList<string>?> TryWriteAsync(
        IReadOnlyList<StoredLedger> changed, CancellationToken cancellationToken) => Task.FromResult(_table.TryCommit(
        [.. changed.Select(each => new MemoryChange<Ledger>(Keys.Of(each.Ledger.Id), each.Ledger, each.ETag))],
        cancellationToken));
}
