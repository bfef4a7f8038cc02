using Zhiyu.Core.Forum.Ranking;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryRankings : IRankings
{
    private readonly MemoryTable<PostRanking> _table = new();

    public Task<PostRanking?> FindAsync(string? communityId, CancellationToken cancellationToken) =>
        Task.FromResult(_table.Find(Keys.RankingOf(communityId), cancellationToken)?.Row);

    public Task PutAsync(string? communityId, PostRanking ranking, CancellationToken cancellationToken)
    {
        _table.Put(Keys.RankingOf(communityId), ranking, cancellationToken);
        return Task.CompletedTask;
    }
}
