using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Search;

/// <summary>Reads the documents of the index from the threads.</summary>
/// <remarks>
/// Withheld content is read too: each hit is checked when it is served, and what is approved later has to be found.
/// </remarks>
public sealed class IndexContent(ThreadStore threads, FeedIndex feed)
{
    private const int ParallelReads = 16;

    /// <summary>
    /// The documents of posts and comments; what does not exist is left out. Costs a read for each of them and for each
    /// thread.
    /// </summary>
    public async Task<IReadOnlyList<SearchDocument>> OfAsync(
        IEnumerable<string> contentIds, CancellationToken cancellationToken)
    {
        List<SearchDocument> documents = [];
        foreach (var some in contentIds.GroupBy(Ids.Thread).Chunk(ParallelReads))
            foreach (var thread in await Task.WhenAll(some.Select(ids => OfThreadAsync(ids, cancellationToken))))
                documents.AddRange(thread);
        return documents;
    }

    /// <summary>
    /// Reads all threads, newest first. Costs a read for each 1,000 posts, and two for each thread, or more when it has
    /// 1,000 comments.
    /// </summary>
    /// <param name="put">Called with the documents of each thread, for several threads at once.</param>
    public async Task ForEachThreadAsync(
        Func<IReadOnlyList<SearchDocument>, CancellationToken, Task> put, CancellationToken cancellationToken)
    {
        string? after = null;
        IReadOnlyList<FeedEntry> page;
        do
        {
            page = await feed.NewestAsync(communityId: null, after, TableLimits.MaxRows, cancellationToken);
            await Parallel.ForEachAsync(
                page,
                new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken },
                async (entry, token) => await put(await AllOfAsync(entry.PostId, token), token));
            after = page is [.., var last] ? last.Cursor : null;
        }
        while (page.Count == TableLimits.MaxRows);
    }

    private async Task<IEnumerable<SearchDocument>> OfThreadAsync(
        IGrouping<string, string> ids, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<Post>(ids.Key, cancellationToken) is not { Row: var post }) return [];
        var comments = await Task.WhenAll(
            ids.Where(Ids.IsComment).Distinct().Select(id => threads.FindAsync<Comment>(id, cancellationToken)));
        return comments.OfType<Stored<Comment>>().Select(comment => SearchDocument.Of(comment.Row, post))
            .Concat(ids.Contains(post.Id) ? [SearchDocument.Of(post)] : []);
    }

    private async Task<IReadOnlyList<SearchDocument>> AllOfAsync(string postId, CancellationToken cancellationToken)
    {
        // An entry of the feed is written before its post.
        if (await threads.FindAsync<Post>(postId, cancellationToken) is not { Row: var post }) return [];
        List<SearchDocument> documents = [SearchDocument.Of(post)];
        IReadOnlyList<Comment> comments;
        var after = 0;
        do
        {
            comments = await threads.CommentsAfterAsync(postId, after, TableLimits.MaxRows, cancellationToken);
            documents.AddRange(comments.Select(comment => SearchDocument.Of(comment, post)));
            after = comments is [.., var last] ? last.Sequence : after;
        }
        while (comments.Count == TableLimits.MaxRows);
        return documents;
    }
}
