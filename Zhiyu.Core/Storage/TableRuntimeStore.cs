using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage;

internal sealed class TableRuntimeStore(TableServiceClient tables) : IRuntimeStore
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Runtime);

    public Task<SwitchPosition?> FindSwitchAsync(CancellationToken cancellationToken) =>
        FindAsync<SwitchPosition>(Keys.Switch, cancellationToken);

    public async Task<bool> TrySetSwitchAsync(
        SwitchPosition position, GovernanceAction action, CancellationToken cancellationToken)
    {
        try
        {
            await _table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(
                        TableTransactionActionType.UpsertReplace, RowCodec.Encode(position, Keys.Switch)),
                    TableReads.Put(RowCodec.Encode(action, Keys.OfSwitchAction(action.Id)), tag: null),
                ],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (TableReads.IsConflict(conflict))
        {
            return false;
        }
    }

    public Task<GovernanceAction?> FindSwitchActionAsync(string actionId, CancellationToken cancellationToken) =>
        FindAsync<GovernanceAction>(Keys.OfSwitchAction(actionId), cancellationToken);

    public Task RemoveSwitchActionAsync(string actionId, CancellationToken cancellationToken)
    {
        var key = Keys.OfSwitchAction(actionId);
        return _table.DeleteEntityAsync(key.Partition, key.Row, ETag.All, cancellationToken);
    }

    public async Task<bool> TryTakeTurnAsync(
        LoopTurn turn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await _table.FindAsync(Keys.LoopTurn, cancellationToken);
        if (row is not null && RowCodec.Decode<LoopTurn>(row).Until > now) return false;
        return await TryPutAsync(
            RowCodec.Encode(turn, Keys.LoopTurn), row?.ETag.ToString(), cancellationToken) is not null;
    }

    public Task BeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        PutAsync(heartbeat, Keys.Heartbeat, cancellationToken);

    public Task<Heartbeat?> FindHeartbeatAsync(CancellationToken cancellationToken) =>
        FindAsync<Heartbeat>(Keys.Heartbeat, cancellationToken);

    public async Task<Stored<PostSchedule>?> FindScheduleAsync(CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.PostSchedule, cancellationToken) is { } row
            ? new Stored<PostSchedule>(RowCodec.Decode<PostSchedule>(row), row.ETag.ToString())
            : null;

    public Task<string?> TryPutScheduleAsync(
        PostSchedule schedule, string? tag, CancellationToken cancellationToken) =>
        TryPutAsync(RowCodec.Encode(schedule, Keys.PostSchedule), tag, cancellationToken);

    public async Task<bool> IsSeededAsync(CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.Seeded, cancellationToken) is not null;

    public Task MarkSeededAsync(CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(
            new TableEntity(Keys.Seeded.Partition, Keys.Seeded.Row), TableUpdateMode.Replace, cancellationToken);

    private async Task<T?> FindAsync<T>(TableKey key, CancellationToken cancellationToken) where T : class =>
        await _table.FindAsync(key, cancellationToken) is { } row ? RowCodec.Decode<T>(row) : null;

    private Task PutAsync(object value, TableKey key, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(RowCodec.Encode(value, key), TableUpdateMode.Replace, cancellationToken);

    private async Task<string?> TryPutAsync(TableEntity row, string? tag, CancellationToken cancellationToken)
    {
        try
        {
            var responses = await _table.SubmitTransactionAsync([TableReads.Put(row, tag)], cancellationToken);
            return responses.Value[0].Headers.ETag.ToString();
        }
        catch (RequestFailedException conflict) when (TableReads.IsConflict(conflict))
        {
            return null;
        }
    }
}
