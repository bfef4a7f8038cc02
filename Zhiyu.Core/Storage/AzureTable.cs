using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Storage;

/// <param name="overflow">Where rows are kept that are too long for the table; null when there must be none.</param>
internal sealed class AzureTable(TableClient table, OverflowBlobs? overflow) : ITable
{
    private const string UsedAt = nameof(Mark.UsedAt);

    private static readonly string[] KeysOnly = ["PartitionKey", "RowKey"];

    public async Task<Stored<TRow>?> FindAsync<TRow>(TableKey key, CancellationToken cancellationToken)
        where TRow : class =>
        await table.FindAsync(key, cancellationToken) is { } entity
            ? await ReadAsync<TRow>(entity, cancellationToken)
            : null;

    public async Task<IReadOnlyList<Stored<TRow>>> RangeAsync<TRow>(
        KeyRange range, int? take, CancellationToken cancellationToken) where TRow : class
    {
        TableLimits.Check(take);
        var entities = await table
            .QueryAsync<TableEntity>(FilterOf(range), take, cancellationToken: cancellationToken)
            .Take(take ?? int.MaxValue)
            .ToListAsync(cancellationToken);
        return await Task.WhenAll(entities.Select(entity => ReadAsync<TRow>(entity, cancellationToken)));
    }

    public async Task<int> CountAsync(KeyRange range, int max, CancellationToken cancellationToken)
    {
        TableLimits.Check(max);
        return await table
            .QueryAsync<TableEntity>(FilterOf(range), max, ["RowKey"], cancellationToken)
            .Take(max)
            .CountAsync(cancellationToken);
    }

    public async Task<bool> AddAsync(TableKey key, object row, CancellationToken cancellationToken) =>
        await table.TryAddAsync(await EncodeAsync(key, row, cancellationToken), cancellationToken);

    public async Task PutAsync(TableKey key, object row, CancellationToken cancellationToken) =>
        await table.UpsertEntityAsync(
            await EncodeAsync(key, row, cancellationToken), TableUpdateMode.Replace, cancellationToken);

    public async Task<CommitResult> CommitAsync(
        IReadOnlyList<TableChange> changes, CancellationToken cancellationToken)
    {
        TableLimits.Check(changes);
        List<TableTransactionAction> actions = [];
        foreach (var change in changes) actions.Add(await ActionOfAsync(change, cancellationToken));
        try
        {
            var responses = await table.SubmitTransactionAsync(actions, cancellationToken);
            return new CommitResult.Committed(
            [
                .. changes.Zip(responses.Value)
                    .Where(each => each.First is not TableChange.Remove)
                    .Select(each => each.Second.Headers.ETag.ToString()!),
            ]);
        }
        catch (RequestFailedException conflict) when (TableReads.IsConflict(conflict))
        {
            return new CommitResult.Conflict();
        }
    }

    // Removes the row before its blobs, because a row without its blob can't be read.
    public async Task<bool> RemoveAsync(TableKey key, string? tag, CancellationToken cancellationToken)
    {
        try
        {
            // The client does not throw when the row does not exist.
            await table.DeleteEntityAsync(key.Partition, key.Row, TagOf(tag), cancellationToken);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }

        if (overflow is not null) await overflow.RemoveAllAsync(key, cancellationToken);
        return true;
    }

    public async Task<IReadOnlyList<TableKey>> KeysBeforeAsync(
        string partition, int take, CancellationToken cancellationToken) => await table
        .QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey lt {partition}"),
            select: KeysOnly,
            cancellationToken: cancellationToken)
        .Take(take)
        .Select(KeyOf)
        .ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<StoredMark>> MarksUsedBeforeAsync(
        DateTimeOffset time, int take, CancellationToken cancellationToken) => await table
        .QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"UsedAt lt {time}"), cancellationToken: cancellationToken)
        .Take(take)
        .Select(entity => new StoredMark(KeyOf(entity), entity.ETag.ToString()))
        .ToListAsync(cancellationToken);

    private async Task<TableTransactionAction> ActionOfAsync(TableChange change, CancellationToken cancellationToken) =>
        change switch
        {
            TableChange.Add add => new TableTransactionAction(
                TableTransactionActionType.Add, await EncodeAsync(add.Key, add.Row, cancellationToken)),
            TableChange.Replace replace => new TableTransactionAction(
                TableTransactionActionType.UpdateReplace,
                await EncodeAsync(replace.Key, replace.Row, cancellationToken),
                new ETag(replace.ETag)),
            TableChange.Put put => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, await EncodeAsync(put.Key, put.Row, cancellationToken)),
            TableChange.Remove remove => new TableTransactionAction(
                TableTransactionActionType.Delete,
                new TableEntity(remove.Key.Partition, remove.Key.Row),
                TagOf(remove.ETag)),
            _ => throw new ArgumentException($"{change} is no change of a row.", nameof(change)),
        };

    // The blob is written before the row that names it. One that a conflict leaves behind is never read and only uses
    // space.
    private async Task<TableEntity> EncodeAsync(TableKey key, object row, CancellationToken cancellationToken)
    {
        if (row is Mark mark) return EntityOf(key, mark);
        if (overflow is null) return RowCodec.Encode(row, key);
        var encoded = RowCodec.EncodeWithOverflow(row, key);
        if (encoded.Overflow is { } content) await overflow.PutAsync(content, cancellationToken);
        return encoded.Entity;
    }

    private async Task<Stored<TRow>> ReadAsync<TRow>(TableEntity entity, CancellationToken cancellationToken)
        where TRow : class => new(await DecodeAsync<TRow>(entity, cancellationToken), entity.ETag.ToString());

    private async Task<TRow> DecodeAsync<TRow>(TableEntity entity, CancellationToken cancellationToken)
        where TRow : class =>
        typeof(TRow) == typeof(Mark)
            ? (TRow)(object)new Mark(entity.GetDateTimeOffset(UsedAt))
        : overflow is not null && RowCodec.OverflowNameOf(entity) is { } name
            ? RowCodec.DecodeOverflow<TRow>(entity, await overflow.GetAsync(name, cancellationToken))
        : RowCodec.Decode<TRow>(entity);

    private static TableEntity EntityOf(TableKey key, Mark mark)
    {
        var entity = new TableEntity(key.Partition, key.Row);
        if (mark.UsedAt is { } at) entity[UsedAt] = at;
        return entity;
    }

    private static string FilterOf(KeyRange range) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {range.Partition} and RowKey gt {range.After} and RowKey lt {range.Before}");

    private static TableKey KeyOf(TableEntity entity) => new(entity.PartitionKey, entity.RowKey);

    private static ETag TagOf(string? tag) => tag is null ? ETag.All : new ETag(tag);
}
