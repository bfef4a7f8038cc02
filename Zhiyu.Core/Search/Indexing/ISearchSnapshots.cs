namespace Zhiyu.Core.Search.Indexing;

/// <summary>Snapshots of indexes, which all instances share. Each has a name, and replaces the one before.</summary>
public interface ISearchSnapshots
{
    /// <summary>What is known of the newest snapshot; null when there is none. One storage transaction.</summary>
    Task<SnapshotInfo?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Copies a snapshot; false when it was replaced meanwhile.</summary>
    Task<bool> ReadAsync(SnapshotInfo snapshot, Stream target, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the snapshot as a whole or not at all. Returns null when another instance has replaced it meanwhile.
    /// </summary>
    /// <param name="replaced">The snapshot that was found before; null when there was none.</param>
    Task<SnapshotInfo?> WriteAsync(
        string name,
        string position,
        string checksum,
        Stream content,
        SnapshotInfo? replaced,
        CancellationToken cancellationToken);
}

/// <param name="Position">The position of the stream up to which the snapshot has all content.</param>
/// <param name="Checksum">SHA-256 of its content, in hexadecimal digits.</param>
/// <param name="ETag">The version of the snapshot.</param>
public sealed record SnapshotInfo(string Name, string Position, string Checksum, string ETag);
