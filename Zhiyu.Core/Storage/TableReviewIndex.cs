using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Forum.Publishing;

namespace Zhiyu.Core.Storage;

internal sealed class TableReviewIndex(TableServiceClient tables) : IReviewIndex
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Reviews);

    public Task AddAsync(ReviewEntry entry, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        RowCodec.Encode(entry, Keys.Of(entry)), TableUpdateMode.Replace, cancellationToken);

    public Task RemoveAsync(ReviewEntry entry, CancellationToken cancellationToken)
    {
        var key = Keys.Of(entry);
        return _table.DeleteEntityAsync(key.Partition, key.Row, ETag.All, cancellationToken);
    }

    public async Task<IReadOnlyList<ReviewEntry>> OldestAsync(
        string? after, int take, CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            Keys.ReviewsPartition, after ?? "", before: ":", take, cancellationToken); // ':' follows '9'
        return [.. rows.Select(RowCodec.Decode<ReviewEntry>)];
    }
}
