using Zhiyu.Core.Governance;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryAuditIndex : IAuditIndex
{
    private readonly MemoryTable<AuditEntry> _table = new();

    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        _table.Put(Keys.Of(entry), entry, cancellationToken);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditEntry>> NewestAsync(
        string? after, int take, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AuditEntry>>(
        [
            .. _table.Range(Keys.WholeForum, after ?? "", before: ":", take, cancellationToken) // after '9'
                .Select(found => found.Row),
        ]);

    public Task RemoveAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries) _table.Remove(Keys.Of(entry), tag: null, cancellationToken);
        return Task.CompletedTask;
    }
}
