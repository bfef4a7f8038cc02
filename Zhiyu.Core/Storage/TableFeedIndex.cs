using Azure.Data.Tables;
using Zhiyu.Core.Forum.Feeds;

namespace Zhiyu.Core.Storage;

internal sealed class TableFeedIndex(TableServiceClient tables) : IFeedIndex
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Feed);

    public Task AddAsync(FeedEntry entry, CancellationToken cancellationToken) => Task.WhenAll(
        PutAsync(entry, Keys.FeedOf(null), cancellationToken),
        PutAsync(entry, Keys.FeedOf(entry.CommunityId), cancellationToken));

    public async Task<IReadOnlyList<FeedEntry>> NewestAsync(
        string? communityId, string? after, int take, CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            Keys.FeedOf(communityId), after ?? "", before: ":", take, cancellationToken); // ':' follows '9'
        return [.. rows.Select(RowCodec.Decode<FeedEntry>)];
    }

    private Task PutAsync(FeedEntry entry, string partition, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(
            RowCodec.Encode(entry, new TableKey(partition, entry.Cursor)), TableUpdateMode.Replace, cancellationToken);
}
