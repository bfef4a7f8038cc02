using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Ranking;

/// <summary>Keeps the rankings up to date, one community at a time: the one that has waited longest.</summary>
/// <remarks>
/// At most 65 storage transactions a time, and one while none is due: the posts of the community are read again in which
/// something has happened, which the stream tells, and its newest, and those that rank first. Once a minute the stream
/// is read, in one transaction more (two around midnight), and what it told is kept in another.
/// </remarks>
internal sealed class RankingUpdater(
    IRankings rankings,
    IFeedIndex feed,
    IForumStream stream,
    IThreadStore threads,
    CachedDirectory directory,
    IOptions<StreamOptions> options,
    TimeProvider clock)
{
    private const int Active = 28;
    private const int Newest = 30;

    // With two rankings read and written, two days of the stream and the feed: 65.
    private const int MostLooked = 58;

    // Of the stream at a time; what is beyond is read a minute later.
    private const int MostWatched = 1_000;

    // Somewhat less than between two turns, which come by a timer that is never exact.
    private static readonly TimeSpan BetweenWatches = RankingRefresh.Shortest - TimeSpan.FromSeconds(5);

    private long? _watchedAt;

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (forum, hasNews) = await WatchAsync(
            await rankings.FindAsync(communityId: null, cancellationToken) ?? PostRanking.Empty, now, cancellationToken);
        var due = (await directory.CommunitiesAsync(cancellationToken))
            .Select(community => (community.Id, Turn: forum.Turns.GetValueOrDefault(community.Id) ?? RankingRefresh.None))
            .Where(each => each.Turn.Due <= now)
            .OrderBy(each => each.Turn.At)
            .FirstOrDefault();
        if (due.Id is null)
        {
            if (hasNews) await rankings.PutAsync(communityId: null, forum, cancellationToken);
            return;
        }

        var before = await rankings.FindAsync(due.Id, cancellationToken) ?? PostRanking.Empty;
        var entries = await feed.NewestAsync(due.Id, after: null, Newest, cancellationToken);
        var looked = due.Turn.Active.TakeLast(Active)
            .Union(entries.Select(entry => entry.PostId))
            .Union(before.In(RankingOrder.Hot, now).Select(post => post.PostId))
            .Take(MostLooked)
            .ToList();
        var posts = await Task.WhenAll(looked.Select(id => threads.FindAsync<Post>(id, cancellationToken)));
        var found = posts.OfType<Stored<Post>>().Where(post => post.Row.IsReadable)
            .Select(post => RankedPost.Of(post.Row))
            .ToList();

        var after = before.With(looked, found, now);
        var isCalm = before.Posts.ToHashSet().SetEquals(after.Posts);
        if (!isCalm) await rankings.PutAsync(due.Id, after, cancellationToken);
        var turn = new RankingRefresh(now, isCalm ? due.Turn.Calm + 1 : 0)
        {
            Active = [.. due.Turn.Active.Except(looked)],
        };
        await rankings.PutAsync(
            communityId: null,
            forum.With(looked, found, now) with
            {
                Turns = new Dictionary<string, RankingRefresh>(forum.Turns) { [due.Id] = turn },
            },
            cancellationToken);
    }

    // What is not put, since nothing is due, is read again.
    private async Task<(PostRanking Forum, bool HasNews)> WatchAsync(
        PostRanking forum, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_watchedAt is { } last && clock.GetElapsedTime(last) < BetweenWatches) return (forum, false);
        var until = StreamPosition.Of(now - options.Value.Settling);
        var from = StreamPosition.Max(forum.Watched ?? "", StreamPosition.Of(now - options.Value.Memory));
        var rows = StreamPosition.IsBefore(from, until)
            ? await stream.ReadAsync(from, until, MostWatched, cancellationToken)
            : [];
        _watchedAt = clock.GetTimestamp();
        var told = rows.Where(row => row.MovedTo is null).Select(row => row.Entry);
        return (
            forum.After(told, rows.Count < MostWatched ? StreamPosition.Max(from, until) : rows[^1].Position),
            rows.Count > 0);
    }
}
