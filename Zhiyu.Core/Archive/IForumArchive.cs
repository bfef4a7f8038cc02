namespace Zhiyu.Core.Archive;

/// <summary>Reads and writes all rows of the forum, except those that are recalculated.</summary>
/// <remarks>Nonces, the stream of the last day, rankings, the heartbeat and queue messages are not archived.</remarks>
public interface IForumArchive
{
    /// <summary>The schema version of the rows that are read.</summary>
    int Schema { get; }

    /// <summary>Reads rows in the order of their keys, page by page, so that memory use is limited.</summary>
    IAsyncEnumerable<ArchivedRow> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Why the row can't be written; null when it can.</summary>
    /// <param name="version">The schema version of the row.</param>
    string? FaultOf(ArchivedRow row, int version);

    /// <summary>Marks an empty account for this archive, unless it is marked for it already.</summary>
    Task<ImportStart> TryBeginAsync(CheckedArchive archive, CancellationToken cancellationToken);

    /// <summary>Writes rows. Idempotent.</summary>
    Task WriteAsync(IReadOnlyList<ArchivedRow> rows, int version, CancellationToken cancellationToken);

    /// <summary>Removes the mark.</summary>
    Task EndAsync(CancellationToken cancellationToken);
}

/// <summary>Whether an import may start.</summary>
public enum ImportStart
{
    /// <summary>The account is marked for this archive, now or by an earlier call.</summary>
    Begun,

    /// <summary>The account is marked for another archive.</summary>
    OfAnother,

    /// <summary>The account has rows and no mark.</summary>
    NotEmpty,
}
