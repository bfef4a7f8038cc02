using System.Runtime.CompilerServices;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Dataset;

/// <summary>Reads what everyone may read, thread by thread, the newest thread first.</summary>
/// <remarks>
/// A page costs one range query, and for each thread one point read, and for each 100 comments a range query and
/// another point read: what is withheld meanwhile is not in what follows.
/// </remarks>
public sealed class DatasetReader(FeedIndex feed, PostReads posts, ThreadStore threads, ForumNames names)
{
    // What one range query of the feed returns.
    public const int MaxThreads = 1_000;

    private const int CommentsAtOnce = 100;

    internal async Task<DatasetPage> PageAsync(DatasetRange range, CancellationToken cancellationToken)
    {
        var entries = await feed.NewestAsync(communityId: null, range.After, MaxThreads, cancellationToken);
        var inRange = entries.Where(range.Contains).Select(entry => entry.PostId).ToList();
        var isLast = entries.Count < MaxThreads || range.IsBefore(entries[^1]);
        return new DatasetPage(inRange, isLast ? null : entries[^1].Cursor);
    }

    internal async IAsyncEnumerable<DatasetRow> RowsAsync(
        DatasetPage page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in page.ThreadIds)
            await foreach (var row in RowsOfAsync(id, cancellationToken)) yield return row;
    }

    private async IAsyncEnumerable<DatasetRow> RowsOfAsync(
        string threadId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var withheld = new WithheldComments();
        for (var last = 0; await PostAsync(threadId, cancellationToken) is { } post;)
        {
            var lookup = await names.ReadAsync(cancellationToken);
            if (last == 0) yield return DatasetRow.Of(post, lookup);
            if (last >= post.LastSequence) yield break;
            var comments = await threads.CommentsAfterAsync(threadId, last, CommentsAtOnce, cancellationToken);
            foreach (var comment in comments)
            {
                foreach (var row in withheld.RowsBefore(comment)) yield return row;
                if (comment.IsReadable) yield return DatasetRow.Of(comment, post, lookup);
            }

            if (comments.Count < CommentsAtOnce) yield break;
            last = comments[^1].Sequence;
        }
    }

    private async Task<Post?> PostAsync(string id, CancellationToken cancellationToken) =>
        await posts.FindAsync(id, cancellationToken) is { Row: { IsReadable: true } post } ? post : null;

    /// <summary>The withheld comments of a thread, until a readable one answers them.</summary>
    private sealed class WithheldComments
    {
        private readonly Dictionary<string, string?> _parents = new(StringComparer.Ordinal);

        /// <summary>The withheld comments that a readable one answers, and that have not been shown.</summary>
        public IReadOnlyList<DatasetRow> RowsBefore(Comment comment)
        {
            if (!comment.IsReadable)
            {
                _parents[comment.Id] = comment.ParentId;
                return [];
            }

            List<DatasetRow> rows = [];
            for (var id = comment.ParentId; id is not null && _parents.Remove(id, out var parent); id = parent)
                rows.Insert(0, DatasetRow.Removed(id, parent));
            return rows;
        }
    }
}

/// <summary>The threads of a page.</summary>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record DatasetPage(IReadOnlyList<string> ThreadIds, string? Next);

/// <summary>The threads whose posts were written in a range of time.</summary>
/// <param name="From">Inclusive; null for the beginning.</param>
/// <param name="To">Exclusive; null for now.</param>
/// <param name="Cursor">The <see cref="FeedEntry.Cursor"/> of the last thread seen; null for the first page.</param>
internal sealed record DatasetRange(DateTimeOffset? From, DateTimeOffset? To, string? Cursor)
{
    /// <summary>The cursor to read after; null for the newest.</summary>
    public string? After => To is { } to && FeedEntry.CursorAt(to) is var start
        && (Cursor is null || string.CompareOrdinal(start, Cursor) > 0)
            ? start
            : Cursor;

    public bool Contains(FeedEntry entry) => !(entry.CreatedAt >= To) && !IsBefore(entry);

    /// <summary>Whether the entry, and with it all following ones, are older than the range.</summary>
    public bool IsBefore(FeedEntry entry) => entry.CreatedAt < From;
}
