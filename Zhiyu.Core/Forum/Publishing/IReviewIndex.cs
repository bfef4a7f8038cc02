namespace Zhiyu.Core.Forum.Publishing;

/// <summary>The content that waits for review by a person, oldest first.</summary>
/// <remarks>
/// An entry is written before its content, so that no content can wait unseen. The reader skips an entry whose content
/// does not exist or was reviewed.
/// </remarks>
public interface IReviewIndex
{
    /// <summary>Idempotent. One storage transaction.</summary>
    Task AddAsync(ReviewEntry entry, CancellationToken cancellationToken);

    /// <summary>Does nothing when the entry does not exist. One storage transaction.</summary>
    Task RemoveAsync(ReviewEntry entry, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="take"/> (1–1,000) entries after a cursor. One storage transaction.</summary>
    /// <param name="after">The <see cref="ReviewEntry.Cursor"/> of the last entry seen; null for the oldest.</param>
    Task<IReadOnlyList<ReviewEntry>> OldestAsync(string? after, int take, CancellationToken cancellationToken);
}

/// <param name="ContentId">A post or a comment.</param>
/// <param name="Since">The time from which it waits.</param>
public sealed record ReviewEntry(string ContentId, DateTimeOffset Since)
{
    /// <summary>Sorts oldest first as text.</summary>
    public string Cursor => $"{Since.UtcTicks:d19}-{ContentId}";
}
