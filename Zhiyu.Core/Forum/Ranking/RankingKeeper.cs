using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Forum.Ranking;

/// <summary>Keeps the rankings up to date, one community at a time: the one that has waited longest.</summary>
/// <remarks>
/// At most 65 storage transactions a time, and one while none is due: the newest posts of the community are read anew,
/// and those that rank first. A post that is neither stays forgotten, also when it is talked about again.
/// </remarks>
internal sealed class RankingKeeper(
    IRankings rankings, IFeedIndex feed, IThreadStore threads, ForumDirectory directory, TimeProvider clock)
{
    private const int Newest = 30;
    private const int Best = 30;

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var forum = await rankings.FindAsync(communityId: null, cancellationToken) ?? PostRanking.Empty;
        var due = (await directory.CommunitiesAsync(cancellationToken))
            .Select(community => (community.Id, Turn: forum.Turns.GetValueOrDefault(community.Id)))
            .Where(each => each.Turn is null || each.Turn.Due <= now)
            .OrderBy(each => each.Turn?.At ?? DateTimeOffset.MinValue)
            .FirstOrDefault();
        if (due.Id is null) return;

        var before = await rankings.FindAsync(due.Id, cancellationToken) ?? PostRanking.Empty;
        var entries = await feed.NewestAsync(due.Id, after: null, Newest, cancellationToken);
        var looked = entries.Select(entry => entry.PostId)
            .Union(before.In(RankingOrder.Hot, now).Take(Best).Select(post => post.PostId))
            .ToList();
        var posts = await Task.WhenAll(looked.Select(id => threads.FindAsync<Post>(id, cancellationToken)));
        var found = posts.OfType<Stored<Post>>().Where(post => post.Row.IsReadable)
            .Select(post => RankedPost.Of(post.Row))
            .ToList();

        var after = before.With(looked, found, now);
        var isCalm = before.Posts.ToHashSet().SetEquals(after.Posts);
        if (!isCalm) await rankings.PutAsync(due.Id, after, cancellationToken);
        var turn = new RankingTurn(now, isCalm ? (due.Turn?.Calm ?? 0) + 1 : 0);
        await rankings.PutAsync(
            communityId: null,
            forum.With(looked, found, now) with
            {
                Turns = new Dictionary<string, RankingTurn>(forum.Turns) { [due.Id] = turn },
            },
            cancellationToken);
    }
}
