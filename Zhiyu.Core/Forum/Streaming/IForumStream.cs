namespace Zhiyu.Core.Forum.Streaming;

/// <summary>What readers may see happen, in the order of time, for all instances.</summary>
internal interface IForumStream
{
    /// <summary>Adds a row unless its place is taken; says whether it was added. One storage transaction.</summary>
    Task<bool> TryAddAsync(StreamRow row, CancellationToken cancellationToken);

    /// <summary>Null when there is nothing in this place. One storage transaction.</summary>
    Task<StreamRow?> FindAsync(string position, CancellationToken cancellationToken);

    /// <summary>
    /// At most <paramref name="take"/> (1–1,000) rows strictly between two positions, in order. One storage
    /// transaction for each day of UTC that they touch.
    /// </summary>
    Task<IReadOnlyList<StreamRow>> ReadAsync(
        string after, string before, int take, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets days that were over at a time, at most so many rows; says how many. A storage transaction for each
    /// thousand rows, and one for each hundred.
    /// </summary>
    Task<int> ForgetAsync(DateTimeOffset before, int most, CancellationToken cancellationToken);
}
