using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Ranking;

/// <summary>Chooses the highlights of the day and the week.</summary>
/// <remarks>
/// Every five minutes, with at most 43 storage transactions, and one in between. Looked at are the posts that
/// rank first, however old, and the newest of their comments.
/// </remarks>
internal sealed class HighlightUpdater(IRankings rankings, IThreadStore threads, TimeProvider clock)
{
    private const int MostThreads = 20;
    private const int MostComments = 100;
    private const int MostShown = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <param name="cancellationToken">The caller's.</param>
    /// <param name="anew">Whether to choose anew what was chosen a moment ago.</param>
    public async Task RefreshAsync(CancellationToken cancellationToken, bool anew = false)
    {
        var now = clock.GetUtcNow();
        var last = await rankings.FindHighlightsAsync(cancellationToken);
        if (anew ? last is null : last?.At > now - Interval) return;
        if (await rankings.FindAsync(communityId: null, cancellationToken) is not { } forum) return;

        var alive = forum.In(RankingOrder.Hot, now).Take(MostThreads);
        var looks = await Task.WhenAll(alive.Select(post => LookAsync(post.PostId, cancellationToken)));
        var seen = looks.OfType<Look>().ToList();
        await rankings.PutHighlightsAsync(
            new Highlights(now, Within(seen, now - Day), Within(seen, now - Week)), cancellationToken);
    }

    private async Task<Look?> LookAsync(string postId, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<Post>(postId, cancellationToken) is not { Row: { IsPublic: true } post })
            return null;
        var comments = post.LastSequence == 0 ? [] : await threads.CommentsAfterAsync(
            postId, Math.Max(0, post.LastSequence - MostComments), MostComments, cancellationToken);
        return new Look(post, [.. comments.Where(comment => comment.IsPublic)]);
    }

    private static List<Highlight> Within(IEnumerable<Look> looks, DateTimeOffset since) =>
    [
        .. looks
            .Select(look => look with { Comments = [.. look.Comments.Where(comment => comment.CreatedAt > since)] })
            .Where(look => look.Comments.Count > 0 || look.Post.CreatedAt > since)
            .OrderByDescending(look => look.Comments.Count)
            .ThenByDescending(look => look.Post.Merit)
            .ThenByDescending(look => look.Post.Id, StringComparer.Ordinal)
            .Take(MostShown)
            .Select(Show),
    ];

    private static Highlight Show(Look look)
    {
        Content said = look.Comments.OrderBy(comment => comment.Merit).ThenBy(comment => comment.Sequence)
            .LastOrDefault() is { } best ? best : look.Post;
        return new Highlight(
            look.Post.Id, look.Comments.Count, (said as Comment)?.Id, said.AuthorId, VisibleText.Beginning(said.Body));
    }

    private sealed record Look(Post Post, IReadOnlyList<Comment> Comments);
}
