using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>Reads the stream and leaves out entries whose content is not readable now.</summary>
/// <remarks>A page costs one range query and one point read for each post and comment in it.</remarks>
public sealed class ReadableEvents(ForumStream stream, ThreadStore threads)
{
    private const int PageLength = 50;

    public async Task<StreamPage> ReadAsync(string after, string before, CancellationToken cancellationToken)
    {
        var rows = await stream.ReadAsync(after, before, PageLength, cancellationToken);
        var current = rows.Where(row => row.MovedTo is null).ToList();
        var readable = await ReadableAmongAsync(
            current.SelectMany(row => (string[])[row.Entry.PostId, row.Entry.ContentId]).ToHashSet(),
            cancellationToken);
        return new StreamPage(
            // A comment of a withheld post is not readable either.
            [.. current.Where(row =>
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

/// <param name="Rows">The readable rows, in order.</param>
/// <param name="Until">The position up to which the stream was read.</param>
/// <param name="IsLast">Whether there are no more rows.</param>
public sealed record StreamPage(IReadOnlyList<StreamRow> Rows, string Until, bool IsLast);
