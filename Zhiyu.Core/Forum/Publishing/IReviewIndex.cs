namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Which content waits for a person to look at it, the longest first.</summary>
/// <remarks>
/// An entry is written before what it is for, so that nothing can wait unseen; one that tells of nothing, or of what is
/// over, is passed over by the reader.
/// </remarks>
internal interface IReviewIndex
{
    /// <summary>Writing the same entry again changes nothing. One storage transaction.</summary>
    Task AddAsync(ReviewEntry entry, CancellationToken cancellationToken);

    /// <summary>Does nothing for what is not there. One storage transaction.</summary>
    Task RemoveAsync(ReviewEntry entry, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="after">The <see cref="ReviewEntry.Cursor"/> of the last entry seen; null for the oldest.</param>
    Task<IReadOnlyList<ReviewEntry>> OldestAsync(string? after, int take, CancellationToken cancellationToken);
}

/// <param name="ContentId">A post or a comment.</param>
/// <param name="Since">Since when it waits.</param>
internal sealed record ReviewEntry(string ContentId, DateTimeOffset Since)
{
    /// <summary>Sorts oldest first, as text.</summary>
    public string Cursor => $"{Since.UtcTicks:d19}-{ContentId}";
}
