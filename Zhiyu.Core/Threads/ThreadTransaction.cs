using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Threads;

/// <summary>
/// Changes to one thread that are committed together or not at all; at most 100 rows (Table Storage).
/// </summary>
public sealed class ThreadTransaction(string threadId)
{
    private readonly List<TableChange> _changes = [];

    public string ThreadId { get; } = threadId;

    public IReadOnlyList<TableChange> Changes => _changes;

    /// <summary>Conflicts when the row exists already.</summary>
    public ThreadTransaction Add<TRow>(TRow row) where TRow : class, IThreadRow => Write(row, tag: null);

    /// <summary>Conflicts when the row has changed since <paramref name="read"/>.</summary>
    public ThreadTransaction Replace<TRow>(Stored<TRow> read, TRow row) where TRow : class, IThreadRow =>
        Write(row, read.ETag);

    /// <summary>Adds the row, or replaces the version that was read.</summary>
    public ThreadTransaction Put<TRow>(Stored<TRow>? read, TRow row) where TRow : class, IThreadRow =>
        Write(row, read?.ETag);

    private ThreadTransaction Write<TRow>(TRow row, string? tag) where TRow : class, IThreadRow
    {
        _changes.Add(TableChange.Write(ThreadStore.KeyOf(row), row, tag));
        return this;
    }
}
