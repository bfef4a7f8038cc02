namespace Zhiyu.Core.Threads;

/// <summary>
/// Changes to one thread that are committed together or not at all; at most 100 rows (Table Storage).
/// </summary>
public sealed class ThreadTransaction(string threadId)
{
    private readonly List<ThreadChange> _changes = [];

    public string ThreadId { get; } = threadId;

    public IReadOnlyList<ThreadChange> Changes => _changes;

    /// <summary>Conflicts when the row exists already.</summary>
    public ThreadTransaction Add(IThreadRow row)
    {
        _changes.Add(new ThreadChange(row, ETag: null));
        return this;
    }

    /// <summary>Conflicts when the row has changed since <paramref name="read"/>.</summary>
    public ThreadTransaction Replace<TRow>(Stored<TRow> read, TRow row) where TRow : class, IThreadRow
    {
        _changes.Add(new ThreadChange(row, read.ETag));
        return this;
    }

    /// <summary>Adds the row, or replaces the version that was read.</summary>
    public ThreadTransaction Put<TRow>(Stored<TRow>? read, TRow row) where TRow : class, IThreadRow =>
        read is null ? Add(row) : Replace(read, row);
}

/// <param name="Row">The new state of the row.</param>
/// <param name="ETag">The ETag that the row must still have; null for a row that must not exist.</param>
public sealed record ThreadChange(IThreadRow Row, string? ETag);

/// <summary>The result of a transaction.</summary>
public abstract record CommitResult
{
    /// <param name="ETags">The new ETag of each changed row, in the transaction's order.</param>
    public sealed record Committed(IReadOnlyList<string> ETags) : CommitResult;

    /// <summary>
    /// Nothing was changed, because a row existed, was removed or had changed. Read again and decide again.
    /// </summary>
    public sealed record Conflict : CommitResult;
}
