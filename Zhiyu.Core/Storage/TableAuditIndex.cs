using Azure.Data.Tables;
using Zhiyu.Core.Governance;

namespace Zhiyu.Core.Storage;

internal sealed class TableAuditIndex(TableServiceClient tables) : IAuditIndex
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Audit);

    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        RowCodec.Encode(entry, Keys.Of(entry)), TableUpdateMode.Replace, cancellationToken);

    public async Task<IReadOnlyList<AuditEntry>> NewestAsync(
        string? after, int take, CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            Keys.WholeForum, after ?? "", before: ":", take, cancellationToken); // ':' follows '9'
        return [.. rows.Select(RowCodec.Decode<AuditEntry>)];
    }

    public Task RemoveAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken) =>
        _table.RemoveAsync(entries.Select(Keys.Of), cancellationToken);
}
