using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage;

internal sealed class TablePoisonStore(TableServiceClient tables) : IPoisonStore, IPoisonActions
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Runtime);

    public Task RecordAsync(Poison poison, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        RowCodec.Encode(poison, Keys.OfPoison(poison.Id)), TableUpdateMode.Replace, cancellationToken);

    public async Task<Stored<Poison>?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.OfPoison(id), cancellationToken) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<Stored<Poison>>> PageAsync(
        string? after, int take, CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            Keys.PoisonPartition, after ?? "", Keys.PoisonAction, take, cancellationToken);
        return [.. rows.Select(Read)];
    }

    public async Task ForgetAsync(Stored<Poison> read, CancellationToken cancellationToken)
    {
        var key = Keys.OfPoison(read.Row.Id);
        try
        {
            await _table.DeleteEntityAsync(key.Partition, key.Row, new ETag(read.ETag), cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
        }
    }

    public Task<int> CountAsync(int max, CancellationToken cancellationToken) => _table
        .QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {Keys.PoisonPartition} and RowKey lt {Keys.PoisonAction}"),
            max, ["RowKey"], cancellationToken)
        .Take(max)
        .CountAsync(cancellationToken)
        .AsTask();

    public async Task<bool> TryRemoveAsync(
        Stored<Poison> read, GovernanceAction action, CancellationToken cancellationToken)
    {
        var key = Keys.OfPoison(read.Row.Id);
        try
        {
            await _table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(
                        TableTransactionActionType.Delete,
                        new TableEntity(key.Partition, key.Row),
                        new ETag(read.ETag)),
                    TableReads.Put(RowCodec.Encode(action, Keys.OfPoisonAction(action.Id)), tag: null),
                ],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (TableReads.IsConflict(conflict))
        {
            return false;
        }
    }

    async Task<GovernanceAction?> IPoisonActions.FindAsync(string actionId, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.OfPoisonAction(actionId), cancellationToken) is { } row
            ? RowCodec.Decode<GovernanceAction>(row)
            : null;

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken)
    {
        var key = Keys.OfPoisonAction(actionId);
        return _table.DeleteEntityAsync(key.Partition, key.Row, ETag.All, cancellationToken);
    }

    private static Stored<Poison> Read(TableEntity row) => new(RowCodec.Decode<Poison>(row), row.ETag.ToString());
}
