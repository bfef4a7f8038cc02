namespace Zhiyu.Core.Threads;

internal static class ContentLookup
{
    /// <summary>
    /// Finds a post or a comment by id, withheld or not; null when there is none. One storage transaction.
    /// </summary>
    public static async Task<Content?> FindContentAsync(
        this ThreadStore threads, string id, CancellationToken cancellationToken) =>
        Ids.IsThread(id) ? (await threads.FindAsync<Post>(id, cancellationToken))?.Row
        : Ids.IsComment(id) ? (await threads.FindAsync<Comment>(id, cancellationToken))?.Row
        : null;
}
