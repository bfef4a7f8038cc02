namespace Zhiyu.Core.Threads;

/// <summary>The threads, one partition each.</summary>
internal interface IThreadStore
{
    /// <summary>One row by its id; null when there is none. One storage transaction.</summary>
    Task<Stored<TRow>?> FindAsync<TRow>(string id, CancellationToken cancellationToken) where TRow : class, IThreadRow;

    /// <summary>
    /// The comments after a place in the thread, oldest first, at most <paramref name="take"/> (1–1,000). One storage
    /// transaction.
    /// </summary>
    Task<IReadOnlyList<Comment>> CommentsAfterAsync(
        string threadId, int sequence, int take, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a row, with all that its versions left outside of the thread's partition; says whether it is gone. Two
    /// storage transactions, one more for each version that was too long.
    /// </summary>
    /// <param name="tag">
    /// Where the row has another, it stays. Null for one whatever its tag, and for what one that is gone left behind.
    /// </param>
    Task<bool> RemoveAsync<TRow>(string id, string? tag, CancellationToken cancellationToken)
        where TRow : class, IThreadRow;

    /// <summary>Carries out the transaction, or nothing of it.</summary>
    Task<CommitResult> CommitAsync(ThreadTransaction transaction, CancellationToken cancellationToken);
}
