using Zhiyu.Core.Tables;

namespace Zhiyu.Tests.Support;

/// <summary>Passes all calls on to a table; a test overrides what it watches or breaks.</summary>
internal abstract class ForwardingTable(ITable inner) : ITable
{
    public virtual Task<Stored<TRow>?> FindAsync<TRow>(TableKey key, CancellationToken cancellationToken)
        where TRow : class => inner.FindAsync<TRow>(key, cancellationToken);

    public virtual Task<IReadOnlyList<Stored<TRow>>> RangeAsync<TRow>(
        KeyRange range, int? take, CancellationToken cancellationToken) where TRow : class =>
        inner.RangeAsync<TRow>(range, take, cancellationToken);

    public virtual Task<bool> AddAsync(TableKey key, object row, CancellationToken cancellationToken) =>
        inner.AddAsync(key, row, cancellationToken);

    public Task<int> CountAsync(KeyRange range, int max, CancellationToken cancellationToken) =>
        inner.CountAsync(range, max, cancellationToken);

    public Task PutAsync(TableKey key, object row, CancellationToken cancellationToken) =>
        inner.PutAsync(key, row, cancellationToken);

    public Task<CommitResult> CommitAsync(IReadOnlyList<TableChange> changes, CancellationToken cancellationToken) =>
        inner.CommitAsync(changes, cancellationToken);

    public Task<bool> RemoveAsync(TableKey key, string? tag, CancellationToken cancellationToken) =>
        inner.RemoveAsync(key, tag, cancellationToken);

    public Task<IReadOnlyList<TableKey>> KeysBeforeAsync(
        string partition, int take, CancellationToken cancellationToken) =>
        inner.KeysBeforeAsync(partition, take, cancellationToken);

    public Task<IReadOnlyList<StoredMark>> MarksUsedBeforeAsync(
        DateTimeOffset time, int take, CancellationToken cancellationToken) =>
        inner.MarksUsedBeforeAsync(time, take, cancellationToken);
}

/// <summary>Gives this table to a store, whatever its name.</summary>
internal sealed class OneTable(ITable table) : ITables
{
    public ITable Open(string name, bool longRows = false) => table;
}
