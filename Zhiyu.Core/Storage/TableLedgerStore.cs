using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Budgets;

namespace Zhiyu.Core.Storage;

/// <summary>Stores all ledgers in one partition, because a call changes three of them in one transaction.</summary>
internal sealed class TableLedgerStore(TableServiceClient tables) : ILedgerStore
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Ledgers);

    public async Task<StoredLedger> ReadAsync(LedgerId id, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.Of(id), cancellationToken) is { } row
            ? new StoredLedger(RowCodec.Decode<Ledger>(row), row.ETag.ToString())
            : new StoredLedger(new Ledger { Id = id }, ETag: null);

    public async Task<IReadOnlyList<string>?> TryWriteAsync(
        IReadOnlyList<StoredLedger> changed, CancellationToken cancellationToken)
    {
        try
        {
            var responses = await _table.SubmitTransactionAsync(changed.Select(each =>
                TableReads.Put(RowCodec.Encode(each.Ledger, Keys.Of(each.Ledger.Id)), each.ETag)), cancellationToken);
            return [.. responses.Value.Select(response => response.Headers.ETag.ToString()!)];
        }
        catch (RequestFailedException conflict) when (TableReads.IsConflict(conflict))
        {
            return null;
        }
    }
}
