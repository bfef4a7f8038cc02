using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Zhiyu.Core.Search.Indexing;

namespace Zhiyu.Core.Storage;

/// <summary>Stores each snapshot of the search's index as a blob, in a container that the first one creates.</summary>
/// <param name="container">Null when the account has no blobs; then there are no snapshots.</param>
internal sealed class BlobSearchSnapshots(BlobContainerClient? container) : ISearchSnapshots
{
    public const string ContainerName = "search-snapshots";

    private const string Position = "position";
    private const string Checksum = "checksum";

    public async Task<SnapshotInfo?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (container is null) return null;
        try
        {
            var found = await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken);
            return new SnapshotInfo(
                name,
                found.Value.Metadata[Position],
                found.Value.Metadata[Checksum],
                found.Value.ETag.ToString());
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            return null;
        }
    }

    public async Task<bool> ReadAsync(SnapshotInfo snapshot, Stream target, CancellationToken cancellationToken)
    {
        try
        {
            await Blob(snapshot.Name).DownloadToAsync(
                target,
                new BlobDownloadToOptions { Conditions = new BlobRequestConditions { IfMatch = new(snapshot.ETag) } },
                cancellationToken);
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 412)
        {
            return false;
        }
    }

    public async Task<SnapshotInfo?> WriteAsync(
        string name,
        string position,
        string checksum,
        Stream content,
        SnapshotInfo? replaced,
        CancellationToken cancellationToken)
    {
        if (container is null) return null;
        if (replaced is null) await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        try
        {
            // A blob of many blocks is replaced when the last of them is there.
            var written = await Blob(name).UploadAsync(
                content,
                new BlobUploadOptions
                {
                    Conditions = replaced is null
                        ? new BlobRequestConditions { IfNoneMatch = ETag.All }
                        : new BlobRequestConditions { IfMatch = new(replaced.ETag) },
                    Metadata = new Dictionary<string, string> { [Position] = position, [Checksum] = checksum },
                },
                cancellationToken);
            return new SnapshotInfo(name, position, checksum, written.Value.ETag.ToString());
        }
        catch (RequestFailedException fault) when (fault.Status is 409 or 412)
        {
            return null;
        }
    }

    private BlobClient Blob(string name) => container!.GetBlobClient(name);
}
