namespace Zhiyu.Core.Forum.Streaming;

/// <summary>The events that readers can follow, in order of time, shared by all instances.</summary>
public interface IForumStream
{
    /// <summary>
    /// Adds a row unless its position is taken; returns whether it was added. One storage transaction.
    /// </summary>
    Task<bool> TryAddAsync(StreamRow row, CancellationToken cancellationToken);

    /// <summary>Null when there is no row at this position. One storage transaction.</summary>
    Task<StreamRow?> FindAsync(string position, CancellationToken cancellationToken);

    /// <summary>
    /// At most <paramref name="take"/> (1–1,000) rows strictly between two positions, in order. One storage transaction
    /// for each UTC day in the range.
    /// </summary>
    Task<IReadOnlyList<StreamRow>> ReadAsync(
        string after, string before, int take, CancellationToken cancellationToken);

    /// <summary>
    /// Removes rows of days that ended before the given time, at most <paramref name="most"/>; returns how many. One
    /// storage transaction to read each 1,000 rows and one to remove each 100.
    /// </summary>
    Task<int> ForgetAsync(DateTimeOffset before, int most, CancellationToken cancellationToken);
}
