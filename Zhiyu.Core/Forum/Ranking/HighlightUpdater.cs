using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Ranking;

/// <summary>Chooses the highlights of the day and the week.</summary>
/// <remarks>
/// Runs every five minutes with at most 43 storage transactions; a call in between costs one. It considers the posts
/// that rank first and their newest comments.
/// </remarks>
public sealed class HighlightUpdater(Rankings rankings, ThreadStore threads, TimeProvider clock)
{
    /// <summary>How many of a range are kept.</summary>
    public const int MaxHighlights = 10;

    private const int MaxThreads = 20;
    private const int MaxComments = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <param name="cancellationToken">The caller's.</param>
    /// <param name="force">Whether to update even when the last update was less than five minutes ago.</param>
    public async Task RefreshAsync(CancellationToken cancellationToken, bool force = false)
    {
        var now = clock.GetUtcNow();
        var last = await rankings.FindHighlightsAsync(cancellationToken);
        if (force ? last is null : last?.At > now - Interval) return;
        if (await rankings.FindAsync(communityId: null, cancellationToken) is not { } forum) return;

        var alive = forum.In(RankingOrder.Hot, now).Take(MaxThreads);
        var found = await Task.WhenAll(alive.Select(post => ReadThreadAsync(post.PostId, cancellationToken)));
        var seen = found.OfType<ActiveThread>().ToList();
        await rankings.PutHighlightsAsync(
            new Highlights(now, Within(seen, now - Day), Within(seen, now - Week)), cancellationToken);
    }

    private async Task<ActiveThread?> ReadThreadAsync(string postId, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<Post>(postId, cancellationToken) is not { Row: { IsPublic: true } post })
            return null;
        var comments = post.LastSequence == 0 ? [] : await threads.CommentsAfterAsync(
            postId, Math.Max(0, post.LastSequence - MaxComments), MaxComments, cancellationToken);
        return new ActiveThread(post, [.. comments.Where(comment => comment.IsPublic)]);
    }

    private static List<Highlight> Within(IEnumerable<ActiveThread> found, DateTimeOffset since) =>
    [
        .. found
            .Select(thread => thread with
            {
                Comments = [.. thread.Comments.Where(comment => comment.CreatedAt > since)],
            })
            .Where(thread => thread.Comments.Count > 0 || thread.Post.CreatedAt > since)
            .OrderByDescending(thread => thread.Comments.Count)
            .ThenByDescending(thread => thread.Post.Merit)
            .ThenByDescending(thread => thread.Post.Id, StringComparer.Ordinal)
            .Take(MaxHighlights)
            .Select(ToHighlight),
    ];

    private static Highlight ToHighlight(ActiveThread thread)
    {
        Content quoted = thread.Comments.OrderBy(comment => comment.Merit).ThenBy(comment => comment.Sequence)
            .LastOrDefault() is { } preferred ? preferred : thread.Post;
        return new Highlight(
            thread.Post.Id,
            thread.Comments.Count,
            (quoted as Comment)?.Id,
            quoted.AuthorId,
            VisibleText.Beginning(quoted.Body));
    }

    private sealed record ActiveThread(Post Post, IReadOnlyList<Comment> Comments);
}
