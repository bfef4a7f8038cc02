using System.Globalization;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Reading;

/// <summary>
/// Reads the content that everyone may see. A page costs one range query and at most one batch of point reads, and
/// further ones when some entries are withheld: a page is full when more content exists. Recent queries are cached.
/// </summary>
public sealed class ForumReader(
    ThreadStore threads,
    PostReads posts,
    FeedPages feed,
    Rankings rankings,
    PageCache pages,
    TimeProvider clock)
{
    // A vote is the only change to a comment that does not change the ETag of its post. Shorter than the stream's
    // delay, so that a reader that is notified of a vote finds it counted.
    private static readonly TimeSpan VoteStaleness = TimeSpan.FromSeconds(1);

    // The number of posts shown when there is no ranking yet.
    private const int MaxUnranked = 50;

    /// <summary>Null when there is no such post, or it is not readable.</summary>
    public async Task<Post?> PostAsync(string id, CancellationToken cancellationToken) =>
        (await posts.FindAsync(id, cancellationToken))?.Row is { IsReadable: true } post ? post : null;

    /// <summary>Null when there is no such comment, or it is not readable.</summary>
    public async Task<Comment?> CommentAsync(string id, CancellationToken cancellationToken) =>
        (await threads.FindAsync<Comment>(id, cancellationToken))?.Row is { IsReadable: true } comment ? comment : null;

    /// <summary>A page of a feed.</summary>
    /// <param name="order">Null for the newest first.</param>
    public Task<Page<Post>> FeedAsync(
        RankingOrder? order, string? communityId, string? cursor, int limit, CancellationToken cancellationToken) =>
        order is { } ranked
            ? RankedAsync(ranked, communityId, cursor, limit, cancellationToken)
            : NewestAsync(communityId, cursor, limit, cancellationToken);

    /// <summary>Posts, newest first.</summary>
    public Task<Page<Post>> NewestAsync(
        string? communityId, string? cursor, int limit, CancellationToken cancellationToken) => Page.FillAsync(
            cursor,
            limit,
            (after, take) => feed.NewestAsync(communityId, after, take, cancellationToken),
            entry => entry.Cursor,
            entry => PostAsync(entry.PostId, cancellationToken));

    /// <summary>
    /// Posts by rank, at most <see cref="PostRanking.Kept"/>; the newest posts when there is no ranking yet. Later
    /// pages follow the order of the first page and show each post once, even if the ranking changes in between. Within
    /// a page, posts are sorted by their current rank.
    /// </summary>
    /// <param name="cursor">A <see cref="RankingCursor"/>; null for the first page.</param>
    private async Task<Page<Post>> RankedAsync(
        RankingOrder order, string? communityId, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ranking = cursor is null ? await RankingAsync(communityId, cancellationToken) : null;
        var ids = cursor is null
            ? [.. ranking!.In(order, now).Take(PostRanking.Kept).Select(post => post.PostId)]
            : RankingCursor.Parse(cursor);
        var page = await Page.FillAsync(
            after: null,
            limit,
            (after, take) => Task.FromResult<IReadOnlyList<string>>(
                [.. after is null ? ids.Take(take) : ids.SkipWhile(id => id != after).Skip(1).Take(take)]),
            id => id,
            async id => await PostAsync(id, cancellationToken) is { } post && IsIn(communityId, post) ? post : null);
        return new Page<Post>(
            [
                .. new PostRanking { Posts = [.. page.Items.Select(RankedPost.Of)] }.In(order, now)
                    .Join(page.Items, ranked => ranked.PostId, post => post.Id, (_, post) => post),
            ],
            page.Cursor is { } last ? RankingCursor.Of(ids.SkipWhile(id => id != last).Skip(1)) : null);
    }

    // A client can invent a cursor, so the community is checked.
    private static bool IsIn(string? communityId, Post post) => communityId is null || post.CommunityId == communityId;

    private async Task<PostRanking> RankingAsync(string? communityId, CancellationToken cancellationToken)
    {
        if (await rankings.FindAsync(communityId, cancellationToken) is { } ranking) return ranking;
        var newest = await feed.NewestAsync(communityId, after: null, MaxUnranked, cancellationToken);
        var found = await Task.WhenAll(newest.Select(entry => PostAsync(entry.PostId, cancellationToken)));
        return new PostRanking { Posts = [.. found.OfType<Post>().Select(RankedPost.Of)] };
    }

    /// <summary>A post's comments, oldest first. Their votes may be one second old.</summary>
    /// <param name="post">The current post. Its ETag changes with each comment, so it is part of the cache key.</param>
    /// <param name="cursor">The sequence of the last comment seen; null for the first page.</param>
    /// <param name="withheld">Whether to include withheld comments, for an admin.</param>
    public Task<Page<Comment>> CommentsAsync(
        Stored<Post> post, string? cursor, int limit, bool withheld, CancellationToken cancellationToken) =>
        Page.FillAsync(
            cursor,
            limit,
            (after, take) => CommentsAfterAsync(post, after, take, cancellationToken),
            comment => comment.Sequence.ToString(CultureInfo.InvariantCulture),
            comment => Task.FromResult(withheld || comment.IsReadable ? comment : null));

    private Task<IReadOnlyList<Comment>> CommentsAfterAsync(
        Stored<Post> post, string? cursor, int take, CancellationToken cancellationToken)
    {
        var after = cursor is null ? 0 : int.Parse(cursor, NumberStyles.None, CultureInfo.InvariantCulture);
        return pages.GetAsync(
            (post.Row.Id, post.ETag, after, take),
            VoteStaleness,
            token => threads.CommentsAfterAsync(post.Row.Id, after, take, token),
            length: comment => comment.Body.Length,
            cancellationToken);
    }
}
