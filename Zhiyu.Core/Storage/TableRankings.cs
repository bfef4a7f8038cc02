using Azure.Data.Tables;
using Zhiyu.Core.Forum.Ranking;

namespace Zhiyu.Core.Storage;

internal sealed class TableRankings(TableServiceClient tables) : IRankings
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Feed);

    public async Task<PostRanking?> FindAsync(string? communityId, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.RankingOf(communityId), cancellationToken) is { } row
            ? RowCodec.Decode<PostRanking>(row)
            : null;

    public async Task<Highlights?> FindHighlightsAsync(CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.Highlights, cancellationToken) is { } row
            ? RowCodec.Decode<Highlights>(row)
            : null;

    public Task PutHighlightsAsync(Highlights highlights, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(
            RowCodec.Encode(highlights, Keys.Highlights), TableUpdateMode.Replace, cancellationToken);

    public Task PutAsync(string? communityId, PostRanking ranking, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(
            RowCodec.Encode(ranking, Keys.RankingOf(communityId)), TableUpdateMode.Replace, cancellationToken);
}
