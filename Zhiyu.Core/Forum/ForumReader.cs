using System.Globalization;
using Zhiyu.Core.Forum.Ranking;

namespace Zhiyu.Core.Forum;

/// <summary>
/// What everyone may read. A page costs one range query and at most one batch of point reads, again where all of it is
/// withheld: a page of nothing looks like the end. The query is spared where this instance has made it before.
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

    // Of so many whole pages that are withheld in a row; the next page goes on behind them.
    private const int MostPassedOver = 5;

    /// <summary>Null when there is no such post, or none to be read.</summary>
    public async Task<Post?> PostAsync(string id, CancellationToken cancellationToken) =>
        (await posts.FindAsync(id, cancellationToken))?.Row is { IsReadable: true } post ? post : null;

    /// <summary>Null when there is no such comment, or none to be read.</summary>
    public async Task<Comment?> CommentAsync(string id, CancellationToken cancellationToken) =>
        (await threads.FindAsync<Comment>(id, cancellationToken))?.Row is { IsReadable: true } comment ? comment : null;

    /// <summary>Posts, newest first. A page is shorter than asked where a post is withheld.</summary>
    public Task<Page<Post>> NewestAsync(
        string? communityId, string? cursor, int limit, CancellationToken cancellationToken) =>
        SomethingAsync(cursor, after => ReadNewestAsync(communityId, after, limit, cancellationToken));

    private async Task<Page<Post>> ReadNewestAsync(
        string? communityId, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var entries = await feed.NewestAsync(communityId, cursor, limit + 1, cancellationToken);
        var found = await Task.WhenAll(
            entries.Take(limit).Select(entry => PostAsync(entry.PostId, cancellationToken)));
        return new Page<Post>([.. found.OfType<Post>()], entries.Count > limit ? entries[limit - 1].Cursor : null);
    }

    /// <summary>
    /// Posts by rank, at most <see cref="PostRanking.Kept"/>; newest first where nothing is ranked yet. A page is
    /// shorter than asked where a post is withheld, and may repeat one that has lost its place since the last page.
    /// </summary>
    /// <param name="after">The cursor: how many were seen, 0 for none.</param>
    public async Task<Page<Post>> RankedAsync(
        RankingOrder order, string? communityId, int after, int limit, CancellationToken cancellationToken)
    {
        if (await rankings.FindAsync(communityId, cancellationToken) is not { } ranking)
            return (await NewestAsync(communityId, cursor: null, limit, cancellationToken)) with { Cursor = null };
        var rest = ranking.In(order, clock.GetUtcNow()).Take(PostRanking.Kept).Skip(after).Take(limit + 1).ToList();
        var found = await Task.WhenAll(rest.Take(limit).Select(each => PostAsync(each.PostId, cancellationToken)));
        var next = rest.Count > limit ? (after + limit).ToString(CultureInfo.InvariantCulture) : null;
        return new Page<Post>([.. found.OfType<Post>()], next);
    }

    /// <summary>
    /// A post's comments, oldest first. A page is shorter than asked where a comment is withheld. Their votes may be a
    /// second old.
    /// </summary>
    /// <param name="post">As it is now: it changes with each of its comments.</param>
    /// <param name="cursor">The sequence of the last comment seen; null for none.</param>
    /// <param name="withheld">Whether to show those too that are withheld: to an admin.</param>
    public Task<Page<Comment>> CommentsAsync(
        Stored<Post> post, string? cursor, int limit, bool withheld, CancellationToken cancellationToken) =>
        SomethingAsync(cursor, after => ReadCommentsAsync(post, after, limit, withheld, cancellationToken));

    private async Task<Page<Comment>> ReadCommentsAsync(
        Stored<Post> post, string? cursor, int limit, bool withheld, CancellationToken cancellationToken)
    {
        var after = cursor is null ? 0 : int.Parse(cursor, NumberStyles.None, CultureInfo.InvariantCulture);
        var comments = await pages.GetAsync(
            (post.Row.Id, post.ETag, after, limit),
            VoteStaleness,
            token => threads.CommentsAfterAsync(post.Row.Id, after, limit + 1, token),
            length: comment => comment.Body.Length,
            cancellationToken);
        var next = comments.Count > limit ? comments[limit - 1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        return new Page<Comment>([.. comments.Take(limit).Where(comment => withheld || comment.IsReadable)], next);
    }

    private static async Task<Page<T>> SomethingAsync<T>(string? cursor, Func<string?, Task<Page<T>>> readAsync)
    {
        var page = await readAsync(cursor);
        for (var passed = 1; page is { Items.Count: 0, Cursor: not null } && passed <= MostPassedOver; passed++)
            page = await readAsync(page.Cursor);
        return page;
    }
}

/// <param name="Cursor">Where the next page begins; null on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);
