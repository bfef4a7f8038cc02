using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Core.Storage;

internal sealed class TableRuntimeStore(TableServiceClient tables) : IRuntimeStore
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Runtime);

    public Task<SwitchPosition?> FindSwitchAsync(CancellationToken cancellationToken) =>
        FindAsync<SwitchPosition>(Keys.Switch, cancellationToken);

    public Task SetSwitchAsync(SwitchPosition position, CancellationToken cancellationToken) =>
        PutAsync(position, Keys.Switch, cancellationToken);

    public async Task<bool> TryTakeTurnAsync(
        LoopTurn turn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await _table.FindAsync(Keys.LoopTurn, cancellationToken);
        if (row is not null && RowCodec.Decode<LoopTurn>(row).Until > now) return false;
        try
        {
            await _table.SubmitTransactionAsync(
                [TableReads.Put(RowCodec.Encode(turn, Keys.LoopTurn), row?.ETag.ToString())], cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (TableReads.IsConflict(conflict))
        {
            return false;
        }
    }

    public Task BeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        PutAsync(heartbeat, Keys.Heartbeat, cancellationToken);

    public Task<Heartbeat?> FindHeartbeatAsync(CancellationToken cancellationToken) =>
        FindAsync<Heartbeat>(Keys.Heartbeat, cancellationToken);

    public async Task<bool> IsSeededAsync(CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.Seeded, cancellationToken) is not null;

    public Task MarkSeededAsync(CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(
            new TableEntity(Keys.Seeded.Partition, Keys.Seeded.Row), TableUpdateMode.Replace, cancellationToken);

    private async Task<T?> FindAsync<T>(TableKey key, CancellationToken cancellationToken) where T : class =>
        await _table.FindAsync(key, cancellationToken) is { } row ? RowCodec.Decode<T>(row) : null;

    private Task PutAsync(object value, TableKey key, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(RowCodec.Encode(value, key), TableUpdateMode.Replace, cancellationToken);
}
