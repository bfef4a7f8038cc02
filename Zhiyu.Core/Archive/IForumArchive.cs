namespace Zhiyu.Core.Archive;

/// <summary>All rows of the forum as they are kept, but for those that are made anew by themselves.</summary>
/// <remarks>
/// Left out are nonces, the stream of the last day, rankings, the heartbeat, and messages: what was not said stays
/// unsaid.
/// </remarks>
internal interface IForumArchive
{
    /// <summary>The version of the schema that rows are read in.</summary>
    int Schema { get; }

    /// <summary>In the order of their places, read by pages as they are taken: nothing is held but a page.</summary>
    IAsyncEnumerable<ArchivedRow> ReadAsync(CancellationToken cancellationToken);

    /// <summary>What keeps the row from being written; null where nothing does.</summary>
    /// <param name="version">The version of the schema that it is in.</param>
    string? FaultOf(ArchivedRow row, int version);

    /// <summary>Marks an empty account for the archive; says whether it is marked for it, now or before.</summary>
    Task<bool> TryBeginAsync(ArchiveHead head, CancellationToken cancellationToken);

    /// <summary>Writes rows in their places. Doing it again changes nothing.</summary>
    Task WriteAsync(IReadOnlyList<ArchivedRow> rows, int version, CancellationToken cancellationToken);

    /// <summary>Takes the mark away.</summary>
    Task EndAsync(CancellationToken cancellationToken);
}
