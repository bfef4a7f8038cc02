namespace Zhiyu.Core.Threads;

/// <summary>Stores threads, one partition each.</summary>
public interface IThreadStore
{
    /// <summary>One row by its id; null when there is none. One storage transaction.</summary>
    Task<Stored<TRow>?> FindAsync<TRow>(string id, CancellationToken cancellationToken) where TRow : class, IThreadRow;

    /// <summary>
    /// The comments after a sequence number, oldest first, at most <paramref name="take"/> (1–1,000). One storage
    /// transaction.
    /// </summary>
    Task<IReadOnlyList<Comment>> CommentsAfterAsync(
        string threadId, int sequence, int take, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a row and the overflow blobs of its versions; returns whether the row is gone. Two storage transactions,
    /// and one more for each version with a blob.
    /// </summary>
    /// <param name="tag">
    /// The row is kept if its ETag differs. Null removes any version, and also blobs of a row that no longer exists.
    /// </param>
    Task<bool> RemoveAsync<TRow>(string id, string? tag, CancellationToken cancellationToken)
        where TRow : class, IThreadRow;

    /// <summary>Commits all changes of the transaction or none.</summary>
    Task<CommitResult> CommitAsync(ThreadTransaction transaction, CancellationToken cancellationToken);
}
