using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Quality;

/// <summary>Reads whole threads, newest first, a page at a time.</summary>
/// <remarks>A page costs one storage transaction, and two for each thread: one for a thread without comments.</remarks>
public sealed class ConversationReader(FeedIndex feed, ThreadStore threads)
{
    private const int MaxComments = 1_000;
    private const int MaxParallel = 8;

    /// <param name="from">The earliest time of a post.</param>
    /// <param name="until">What was written then or later is left out.</param>
    /// <param name="after">The cursor of the page before; null for the first.</param>
    /// <param name="take">The maximum number of threads, up to 1,000.</param>
    /// <param name="cancellationToken">The caller's.</param>
    internal async Task<Page<Conversation>> ReadAsync(
        DateTimeOffset from, DateTimeOffset until, string? after, int take, CancellationToken cancellationToken)
    {
        var entries = await feed.NewestAsync(communityId: null, after, take, cancellationToken);
        List<Conversation?> read = [];
        foreach (var some in entries
            .Where(entry => entry.CreatedAt >= from && entry.CreatedAt < until)
            .Chunk(MaxParallel))
        {
            read.AddRange(await Task.WhenAll(
                some.Select(entry => ReadAsync(entry.PostId, until, cancellationToken))));
        }

        var isLast = entries.Count < take || entries[^1].CreatedAt < from;
        return new Page<Conversation>([.. read.OfType<Conversation>()], isLast ? null : entries[^1].Cursor);
    }

    private async Task<Conversation?> ReadAsync(
        string threadId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<Post>(threadId, cancellationToken) is not { Row: { IsReadable: true } post })
            return null;
        var comments = post.LastSequence == 0
            ? []
            : await threads.CommentsAfterAsync(threadId, 0, MaxComments, cancellationToken);
        return new Conversation(post, [.. comments.Where(comment => comment.CreatedAt < until)]);
    }
}
