using Azure.Data.Tables;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Storage;

internal sealed class TableFeedIndex(TableServiceClient tables) : IFeedIndex
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Feed);

    public Task AddAsync(FeedEntry entry, CancellationToken cancellationToken) => Task.WhenAll(
        PutAsync(entry, communityId: null, cancellationToken),
        PutAsync(entry, entry.CommunityId, cancellationToken));

    // With the entry itself: the emulator's tags are not finer than a millisecond.
    public async Task<string?> HeadAsync(string? communityId, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.FeedHeadOf(communityId), cancellationToken) is { } head
            ? $"{head.ETag} {RowCodec.Decode<FeedEntry>(head).PostId}"
            : null;

    public async Task<IReadOnlyList<FeedEntry>> NewestAsync(
        string? communityId, string? after, int take, CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            Keys.FeedOf(communityId), after ?? "", before: ":", take, cancellationToken); // ':' follows '9'
        return [.. rows.Select(RowCodec.Decode<FeedEntry>)];
    }

    private Task PutAsync(FeedEntry entry, string? communityId, CancellationToken cancellationToken) =>
        _table.SubmitTransactionAsync(
            new[] { new TableKey(Keys.FeedOf(communityId), entry.Cursor), Keys.FeedHeadOf(communityId) }
                .Select(key => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace, RowCodec.Encode(entry, key))),
            cancellationToken);
}
