using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Ranking;

/// <summary>Updates the rankings, one community at a time, the longest overdue first.</summary>
/// <remarks>
/// A call costs at most 65 storage transactions, or one when no community is due. It reads again the community's posts
/// with recent activity, its newest posts and its top posts. Once a minute it reads the stream for activity, in one
/// more transaction (two around midnight), and stores the result in another.
/// </remarks>
public sealed class RankingUpdater(
    Rankings rankings,
    FeedIndex feed,
    ForumStream stream,
    ThreadStore threads,
    CachedDirectory directory,
    IOptions<StreamOptions> options,
    TimeProvider clock)
{
    private const int Active = 28;
    private const int Newest = 30;

    // With two rankings read and written, two days of the stream and the feed, this makes 65.
    private const int MaxPosts = 58;

    // Per read of the stream. The rest is read one minute later.
    private const int MaxStreamRows = 1_000;

    // Slightly shorter than a minute, because the timer is never exact.
    private static readonly TimeSpan StreamInterval = RankingRefresh.Shortest - TimeSpan.FromSeconds(5);

    private long? _streamReadAt;

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (forum, hasActivity) = await ReadStreamAsync(
            await rankings.FindAsync(communityId: null, cancellationToken) ?? PostRanking.Empty,
            now,
            cancellationToken);
        var due = (await directory.CommunitiesAsync(cancellationToken))
             .Select(community => (
                community.Id, Turn: forum.Turns.GetValueOrDefault(community.Id) ?? RankingRefresh.None))
            .Where(each => each.Turn.Due <= now)
            .OrderBy(each => each.Turn.At)
            .FirstOrDefault();
        if (due.Id is null)
        {
            if (hasActivity) await rankings.PutAsync(communityId: null, forum, cancellationToken);
            return;
        }

        var before = await rankings.FindAsync(due.Id, cancellationToken) ?? PostRanking.Empty;
        var entries = await feed.NewestAsync(due.Id, after: null, Newest, cancellationToken);
        var postIds = due.Turn.Active.TakeLast(Active)
            .Union(entries.Select(entry => entry.PostId))
            .Union(before.In(RankingOrder.Hot, now).Select(post => post.PostId))
            .Take(MaxPosts)
            .ToList();
        var posts = await Task.WhenAll(postIds.Select(id => threads.FindAsync<Post>(id, cancellationToken)));
        var found = posts.OfType<Stored<Post>>().Where(post => post.Row.IsReadable)
            .Select(post => RankedPost.Of(post.Row))
            .ToList();

        var after = before.With(postIds, found, now);
        var isCalm = before.Posts.ToHashSet().SetEquals(after.Posts);
        if (!isCalm) await rankings.PutAsync(due.Id, after, cancellationToken);
        var turn = new RankingRefresh(now, isCalm ? due.Turn.Calm + 1 : 0)
        {
            Active = [.. due.Turn.Active.Except(postIds)],
        };
        await rankings.PutAsync(
            communityId: null,
            forum.With(postIds, found, now) with
            {
                Turns = new Dictionary<string, RankingRefresh>(forum.Turns) { [due.Id] = turn },
            },
            cancellationToken);
    }

    // If no community is due, the result is not stored and the stream is read again.
    private async Task<(PostRanking Forum, bool HasActivity)> ReadStreamAsync(
        PostRanking forum, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_streamReadAt is { } last && clock.GetElapsedTime(last) < StreamInterval) return (forum, false);
        var until = StreamPosition.Of(now - options.Value.ReadDelay);
        var from = StreamPosition.Max(forum.Watched ?? "", StreamPosition.Of(now - options.Value.Retention));
        var rows = StreamPosition.IsBefore(from, until)
            ? await stream.ReadAsync(from, until, MaxStreamRows, cancellationToken)
            : [];
        _streamReadAt = clock.GetTimestamp();
        var entries = rows.Where(row => row.MovedTo is null).Select(row => row.Entry);
        return (
            forum.After(entries, rows.Count < MaxStreamRows ? StreamPosition.Max(from, until) : rows[^1].Position),
            rows.Count > 0);
    }
}
