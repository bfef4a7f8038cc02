using System.Globalization;
using Zhiyu.Core.Forum.Ranking;

namespace Zhiyu.Core.Forum;

/// <summary>What everyone may read. A page costs one range query and at most one batch of point reads.</summary>
internal sealed class ForumReader(IThreadStore threads, IFeedIndex feed, IRankings rankings, TimeProvider clock)
{
    /// <summary>Null when there is no such post, or none to be read.</summary>
    public async Task<Post?> PostAsync(string id, CancellationToken cancellationToken) =>
        (await threads.FindAsync<Post>(id, cancellationToken))?.Row is { IsReadable: true } post ? post : null;

    /// <summary>Null when there is no such comment, or none to be read.</summary>
    public async Task<Comment?> CommentAsync(string id, CancellationToken cancellationToken) =>
        (await threads.FindAsync<Comment>(id, cancellationToken))?.Row is { IsReadable: true } comment ? comment : null;

    /// <summary>Posts, newest first. A page is shorter than asked where a post is withheld.</summary>
    public async Task<Page<Post>> NewestAsync(
        string? communityId, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var entries = await feed.NewestAsync(communityId, cursor, limit + 1, cancellationToken);
        var posts = await Task.WhenAll(
            entries.Take(limit).Select(entry => PostAsync(entry.PostId, cancellationToken)));
        return new Page<Post>([.. posts.OfType<Post>()], entries.Count > limit ? entries[limit - 1].Cursor : null);
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
        var posts = await Task.WhenAll(rest.Take(limit).Select(each => PostAsync(each.PostId, cancellationToken)));
        var next = rest.Count > limit ? (after + limit).ToString(CultureInfo.InvariantCulture) : null;
        return new Page<Post>([.. posts.OfType<Post>()], next);
    }

    /// <summary>A post's comments, oldest first.</summary>
    /// <param name="after">The cursor: the sequence of the last comment seen, 0 for none.</param>
    /// <param name="withheld">Whether to show those too that are withheld: to an admin.</param>
    public async Task<Page<Comment>> CommentsAsync(
        string postId, int after, int limit, bool withheld, CancellationToken cancellationToken)
    {
        var comments = await threads.CommentsAfterAsync(postId, after, limit + 1, cancellationToken);
        var next = comments.Count > limit ? comments[limit - 1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        return new Page<Comment>([.. comments.Take(limit).Where(comment => withheld || comment.IsReadable)], next);
    }
}

/// <param name="Cursor">Where the next page begins; null on the last one.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Cursor);
