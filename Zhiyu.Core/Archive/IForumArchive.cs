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

    /// <summary>Marks an empty account for the archive, unless it is marked for it already.</summary>
    Task<ImportStart> TryBeginAsync(CheckedArchive archive, CancellationToken cancellationToken);

    /// <summary>Writes rows in their places. Doing it again changes nothing.</summary>
    Task WriteAsync(IReadOnlyList<ArchivedRow> rows, int version, CancellationToken cancellationToken);

    /// <summary>Takes the mark away.</summary>
    Task EndAsync(CancellationToken cancellationToken);
}

/// <summary>Whether an import may write.</summary>
internal enum ImportStart
{
    /// <summary>The account is marked for this archive, now or before.</summary>
    Begun,

    /// <summary>It is marked for another one.</summary>
    OfAnother,

    /// <summary>There is something, and no mark.</summary>
    NotEmpty,
}
