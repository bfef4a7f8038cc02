using Azure.Data.Tables;
using Zhiyu.Core.Forum.Streaming;

namespace Zhiyu.Core.Storage;

/// <summary>Stores one partition per day, so that old rows are removed by partition.</summary>
internal sealed class TableForumStream(TableServiceClient tables) : IForumStream
{
    private static readonly string[] Key = ["PartitionKey", "RowKey"];

    private readonly TableClient _table = tables.GetTableClient(Keys.Stream);

    public Task<bool> TryAddAsync(StreamRow row, CancellationToken cancellationToken) =>
        _table.TryAddAsync(RowCodec.Encode(row, Keys.OfStream(row.Position)), cancellationToken);

    public async Task<StreamRow?> FindAsync(string position, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.OfStream(position), cancellationToken) is { } row
            ? RowCodec.Decode<StreamRow>(row)
            : null;

    public async Task<IReadOnlyList<StreamRow>> ReadAsync(
        string after, string before, int take, CancellationToken cancellationToken)
    {
        List<StreamRow> rows = [];
        foreach (var day in Keys.StreamDaysOf(after, before))
        {
            if (rows.Count == take) break;
            var found = await _table.RangeAsync(day, after, before, take - rows.Count, cancellationToken);
            rows.AddRange(found.Select(RowCodec.Decode<StreamRow>));
        }

        return rows;
    }

    public async Task<int> ForgetAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey lt {Keys.StreamDayOf(before)}");
        var keys = await _table.QueryAsync<TableEntity>(filter, select: Key, cancellationToken: cancellationToken)
            .Take(most)
            .Select(row => new TableKey(row.PartitionKey, row.RowKey))
            .ToListAsync(cancellationToken);
        await _table.RemoveAsync(keys, cancellationToken);
        return keys.Count;
    }
}
