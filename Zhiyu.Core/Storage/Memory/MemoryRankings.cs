using System.Collections.Concurrent;
using Zhiyu.Core.Forum.Ranking;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryRankings : IRankings
{
    private readonly ConcurrentDictionary<string, PostRanking> _rankings = new(StringComparer.Ordinal);

    public Task<PostRanking?> FindAsync(string? communityId, CancellationToken cancellationToken) =>
        Task.FromResult(_rankings.GetValueOrDefault(Keys.FeedOf(communityId)));

    public Task PutAsync(string? communityId, PostRanking ranking, CancellationToken cancellationToken)
    {
        _rankings[Keys.FeedOf(communityId)] = ranking;
        return Task.CompletedTask;
    }
}
