using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>Reads the stream without what can't be read at this moment.</summary>
/// <remarks>A page costs one range query, and a point read for each post and comment that it speaks of.</remarks>
internal sealed class ReadableEvents(IForumStream stream, IThreadStore threads)
{
    private const int PageLength = 50;

    public async Task<StreamPage> ReadAsync(string after, string before, CancellationToken cancellationToken)
    {
        var rows = await stream.ReadAsync(after, before, PageLength, cancellationToken);
        var standing = rows.Where(row => row.MovedTo is null).ToList();
        var readable = await ReadableAmongAsync(
            standing.SelectMany(row => (string[])[row.Entry.PostId, row.Entry.ContentId]).ToHashSet(),
            cancellationToken);
        return new StreamPage(
            // A comment under a post that is withheld can't be read either.
            [.. standing.Where(row =>
                readable.Contains(row.Entry.PostId) && readable.Contains(row.Entry.ContentId))],
            rows.Count < PageLength ? before : rows[^1].Position,
            IsLast: rows.Count < PageLength);
    }

    private async Task<HashSet<string>> ReadableAmongAsync(
        IReadOnlyCollection<string> contentIds, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(contentIds.Select(id => FindAsync(id, cancellationToken)));
        return [.. found.OfType<Content>().Where(content => content.IsReadable).Select(content => content.Id)];
    }

    private async Task<Content?> FindAsync(string id, CancellationToken cancellationToken) => Ids.IsThread(id)
        ? (await threads.FindAsync<Post>(id, cancellationToken))?.Row
        : (await threads.FindAsync<Comment>(id, cancellationToken))?.Row;
}

/// <param name="Rows">What can be read, in order.</param>
/// <param name="Until">How far was read.</param>
/// <param name="IsLast">Whether that is all there was.</param>
internal sealed record StreamPage(IReadOnlyList<StreamRow> Rows, string Until, bool IsLast);
