using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Threads;

/// <summary>Stores threads, one partition each. Each type of row defines its key.</summary>
public sealed class ThreadStore(ITables tables)
{
    public const string Table = "threads";

    private readonly ITable _table = tables.Open(Table, longRows: true);

    public static TableKey KeyOf<TRow>(TRow row) where TRow : class, IThreadRow => KeyOf<TRow>(row.Id);

    public static TableKey KeyOf<TRow>(string id) where TRow : class, IThreadRow =>
        new(Ids.Thread(id), TRow.RowKeyOf(id));

    /// <summary>One row by its id; null when there is none. One storage transaction.</summary>
    public Task<Stored<TRow>?> FindAsync<TRow>(string id, CancellationToken cancellationToken)
        where TRow : class, IThreadRow => _table.FindAsync<TRow>(KeyOf<TRow>(id), cancellationToken);

    /// <summary>
    /// The comments after a sequence number, oldest first, at most <paramref name="take"/> (1–1,000). One storage
    /// transaction.
    /// </summary>
    public Task<IReadOnlyList<Comment>> CommentsAfterAsync(
        string threadId, int sequence, int take, CancellationToken cancellationToken) =>
        _table.RowsAsync<Comment>(
            KeyRange.OfPrefix(threadId, Comment.RowKeyPrefix) with { After = Comment.RowKeyAt(sequence) },
            take,
            cancellationToken);

    /// <summary>The events of a thread, at most 1,000. One storage transaction.</summary>
    public Task<IReadOnlyList<ForumEvent>> EventsOfAsync(string threadId, CancellationToken cancellationToken) =>
        _table.RowsAsync<ForumEvent>(
            KeyRange.OfPrefix(threadId, ForumEvent.RowKeyPrefix), TableLimits.MaxRows, cancellationToken);

    /// <summary>
    /// The rows of a type, in the order of their keys, at most <paramref name="take"/> (1–1,000). One storage
    /// transaction, and one for each row in a blob.
    /// </summary>
    /// <param name="prefix">What the keys of the type begin with.</param>
    /// <param name="after">The id of the last row seen; null for the first.</param>
    public Task<IReadOnlyList<TRow>> RowsAfterAsync<TRow>(
        string threadId, string prefix, string? after, int take, CancellationToken cancellationToken)
        where TRow : class, IThreadRow
    {
        var range = KeyRange.OfPrefix(threadId, prefix);
        return _table.RowsAsync<TRow>(
            after is null ? range : range with { After = TRow.RowKeyOf(after) }, take, cancellationToken);
    }

    /// <summary>
    /// Removes a row and the overflow blobs of its versions; returns whether the row is gone. Two storage transactions,
    /// and one more for each version with a blob.
    /// </summary>
    /// <param name="tag">
    /// The row is kept if its ETag differs. Null removes any version, and also blobs of a row that no longer exists.
    /// </param>
    public Task<bool> RemoveAsync<TRow>(string id, string? tag, CancellationToken cancellationToken)
        where TRow : class, IThreadRow => _table.RemoveAsync(KeyOf<TRow>(id), tag, cancellationToken);

    /// <summary>Commits all changes of the transaction or none.</summary>
    public Task<CommitResult> CommitAsync(ThreadTransaction transaction, CancellationToken cancellationToken) =>
        _table.CommitAsync(transaction.Changes, cancellationToken);
}
