using System.Globalization;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Reading;

/// <summary>
/// What everyone may read. A page costs one range query and at most one batch of point reads, and again where some of it
/// is withheld: a page is full where there is more. The query is spared where this instance has made it before.
/// </summary>
internal sealed class ForumReader(
    IThreadStore threads,
    PostReads posts,
    FeedPages feed,
    IRankings rankings,
    PageCache pages,
    TimeProvider clock)
{
    // For votes, the only change to a comment that its post does not know of. Less than the stream waits before it
    // tells of one, so that whoever is told finds it counted.
    private static readonly TimeSpan VoteStaleness = TimeSpan.FromSeconds(1);

    // Posts that stand in where nothing is ranked yet.
    private const int MostUnranked = 50;

    /// <summary>Null when there is no such post, or none to be read.</summary>
    public async Task<Post?> PostAsync(string id, CancellationToken cancellationToken) =>
        (await posts.FindAsync(id, cancellationToken))?.Row is { IsReadable: true } post ? post : null;

    /// <summary>Null when there is no such comment, or none to be read.</summary>
    public async Task<Comment?> CommentAsync(string id, CancellationToken cancellationToken) =>
        (await threads.FindAsync<Comment>(id, cancellationToken))?.Row is { IsReadable: true } comment ? comment : null;

    /// <summary>Posts, newest first.</summary>
    public Task<Page<Post>> NewestAsync(
        string? communityId, string? cursor, int limit, CancellationToken cancellationToken) => Page.FillAsync(
            cursor,
            limit,
            (after, take) => feed.NewestAsync(communityId, after, take, cancellationToken),
            entry => entry.Cursor,
            entry => PostAsync(entry.PostId, cancellationToken));

    /// <summary>
    /// Posts by rank, at most <see cref="PostRanking.Kept"/>; of the newest alone where nothing is ranked yet. The pages
    /// after the first follow the order that it found, each post once, whatever is ranked anew in between. On a page,
    /// posts stand in the order of today.
    /// </summary>
    /// <param name="cursor">A <see cref="RankingCursor"/>; null for the first page.</param>
    public async Task<Page<Post>> RankedAsync(
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

    // A cursor may be anybody's invention.
    private static bool IsIn(string? communityId, Post post) => communityId is null || post.CommunityId == communityId;

    private async Task<PostRanking> RankingAsync(string? communityId, CancellationToken cancellationToken)
    {
        if (await rankings.FindAsync(communityId, cancellationToken) is { } ranking) return ranking;
        var newest = await feed.NewestAsync(communityId, after: null, MostUnranked, cancellationToken);
        var found = await Task.WhenAll(newest.Select(entry => PostAsync(entry.PostId, cancellationToken)));
        return new PostRanking { Posts = [.. found.OfType<Post>().Select(RankedPost.Of)] };
    }

    /// <summary>
    /// A post's comments, oldest first. Their votes may be a second old.
    /// </summary>
    /// <param name="post">As it is now: it changes with each of its comments.</param>
    /// <param name="cursor">The sequence of the last comment seen; null for none.</param>
    /// <param name="withheld">Whether to show those too that are withheld: to an admin.</param>
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
