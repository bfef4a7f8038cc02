using Zhiyu.Core.Forum.Ranking;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryRankings : IRankings
{
    private readonly MemoryTable<PostRanking> _table = new();
    private readonly MemoryTable<Highlights> _highlights = new();

    public Task<PostRanking?> FindAsync(string? communityId, CancellationToken cancellationToken) =>
        Task.FromResult(_table.Find(Keys.RankingOf(communityId), cancellationToken)?.Row);

    public Task<Highlights?> FindHighlightsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_highlights.Find(Keys.Highlights, cancellationToken)?.Row);

    public Task PutHighlightsAsync(Highlights highlights, CancellationToken cancellationToken)
    {
        _highlights.Put(Keys.Highlights, highlights, cancellationToken);
        return Task.CompletedTask;
    }

    public Task PutAsync(string? communityId, PostRanking ranking, CancellationToken cancellationToken)
    {
        _table.Put(Keys.RankingOf(communityId), ranking, cancellationToken);
        return Task.CompletedTask;
    }
}
