using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryThreadStore : IThreadStore
{
    // What Table Storage lets into a transaction.
    private const int MostChanges = 100;

    private readonly Lock _lock = new();
    private readonly MemoryTable<IThreadRow> _rows = new();
    private readonly Dictionary<string, SortedList<int, Comment>> _comments = new(StringComparer.Ordinal);

    public Task<Stored<TRow>?> FindAsync<TRow>(string id, CancellationToken cancellationToken)
        where TRow : class, IThreadRow
    {
        lock (_lock)
        {
            var found = _rows.Find(KeyOf(typeof(TRow), id));
            return Task.FromResult(found is null ? null : new Stored<TRow>((TRow)found.Row, found.ETag));
        }
    }

    public Task<IReadOnlyList<Comment>> CommentsAfterAsync(
        string threadId, int sequence, int take, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_comments.TryGetValue(threadId, out var comments)) return Task.FromResult<IReadOnlyList<Comment>>([]);
            IReadOnlyList<Comment> page =
                [.. comments.Values.Skip(PlaceAfter(comments.Keys, sequence)).Take(take)];
            return Task.FromResult(page);
        }
    }

    public Task<CommitResult> CommitAsync(ThreadTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Changes.Count > MostChanges)
            throw new InvalidOperationException($"A transaction holds at most {MostChanges} changes.");
        lock (_lock)
        {
            var changes = transaction.Changes.Select(change => (change, Key: KeyOf(change.Row))).ToList();
            if (!changes.TrueForAll(each => _rows.Has(each.Key, each.change.ETag)))
                return Task.FromResult<CommitResult>(new CommitResult.Conflict());
            List<string> tags = [.. changes.Select(each => _rows.Put(each.Key, each.change.Row))];
            foreach (var comment in changes.Select(each => each.change.Row).OfType<Comment>()) Index(comment);
            return Task.FromResult<CommitResult>(new CommitResult.Committed(tags));
        }
    }

    private void Index(Comment comment)
    {
        if (!_comments.TryGetValue(comment.PostId, out var comments)) _comments[comment.PostId] = comments = [];
        comments[comment.Sequence] = comment;
    }

    private static int PlaceAfter(IList<int> sequences, int sequence)
    {
        var (from, to) = (0, sequences.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (sequences[middle] <= sequence) from = middle + 1;
            else to = middle;
        }

        return from;
    }

    private static string KeyOf(IThreadRow row) => KeyOf(row.GetType(), row.Id);

    private static string KeyOf(Type type, string id)
    {
        var key = Keys.Of(type, id);
        return $"{key.Partition}/{key.Row}";
    }
}
