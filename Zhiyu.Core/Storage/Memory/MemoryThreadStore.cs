using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryThreadStore : IThreadStore
{
    private const string AfterComments = "comment;"; // ';' follows ':'

    private readonly MemoryTable<IThreadRow> _table = new();

    public Task<Stored<TRow>?> FindAsync<TRow>(string id, CancellationToken cancellationToken)
        where TRow : class, IThreadRow => Task.FromResult(
        _table.Find(Keys.Of(typeof(TRow), id), cancellationToken) is { } found
            ? new Stored<TRow>((TRow)found.Row, found.ETag)
            : null);

    public Task<IReadOnlyList<Comment>> CommentsAfterAsync(
        string threadId, int sequence, int take, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Comment>>(
        [
            .. _table.Range(threadId, Keys.CommentAt(sequence), AfterComments, take, cancellationToken)
                .Select(found => (Comment)found.Row),
        ]);

    public Task<bool> RemoveAsync<TRow>(string id, string? tag, CancellationToken cancellationToken)
        where TRow : class, IThreadRow =>
        Task.FromResult(_table.Remove(Keys.Of(typeof(TRow), id), tag, cancellationToken));

    public Task<CommitResult> CommitAsync(ThreadTransaction transaction, CancellationToken cancellationToken) =>
        Task.FromResult<CommitResult>(_table.TryCommit(
            [.. transaction.Changes.Select(change =>
                new MemoryChange<IThreadRow>(Keys.Of(change.Row), change.Row, change.ETag))],
            cancellationToken) is { } tags
            ? new CommitResult.Committed(tags)
            : new CommitResult.Conflict());
}
