using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Events;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Storage;

internal sealed class TablePoisonStore(TableServiceClient tables) : IPoisonStore
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Runtime);

    public Task RecordAsync(Poison poison, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        RowCodec.Encode(poison, Keys.OfPoison(poison.Id)), TableUpdateMode.Replace, cancellationToken);

    public async Task<Stored<Poison>?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.OfPoison(id), cancellationToken) is { } row ? Read(row) : null;

    public async Task<IReadOnlyList<Stored<Poison>>> PageAsync(
        string? after, int take, CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(Keys.PoisonPartition, after ?? "", before: "~", take, cancellationToken);
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
            row => row.PartitionKey == Keys.PoisonPartition, max, ["RowKey"], cancellationToken)
        .Take(max)
        .CountAsync(cancellationToken)
        .AsTask();

    private static Stored<Poison> Read(TableEntity row) => new(RowCodec.Decode<Poison>(row), row.ETag.ToString());
}
