using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Storage;

/// <summary>Stores rows that are too long for a table, as one blob each.</summary>
/// <param name="container">Null when the account has no blobs; then a row that is too long can't be stored.</param>
internal sealed class OverflowBlobs(BlobContainerClient? container)
{
    /// <summary>The blob container for rows that are too long for a table.</summary>
    public const string ContainerName = "spilled-rows";

    /// <summary>
    /// Null when the connection string names endpoints but none for blobs, such as that of Cosmos DB for Table.
    /// </summary>
    public static BlobContainerClient? ContainerOf(
        string connectionString, string container, BlobClientOptions options) =>
        Names(connectionString, "TableEndpoint") && !Names(connectionString, "BlobEndpoint")
            ? null
            : new BlobServiceClient(connectionString, options).GetBlobContainerClient(container);

    public Task CreateAsync(CancellationToken cancellationToken) =>
        container?.CreateIfNotExistsAsync(cancellationToken: cancellationToken) ?? Task.CompletedTask;

    public Task PutAsync(OverflowBlob row, CancellationToken cancellationToken) =>
        // The name is a hash of the content, so an existing blob is identical.
        Container.GetBlobClient(row.Name)
            .UploadAsync(BinaryData.FromBytes(row.Content), overwrite: true, cancellationToken);

    public async Task<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await Container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
        return answer.Value.Content.ToArray();
    }

    /// <summary>Removes the blobs of all versions of a row.</summary>
    public async Task RemoveAllAsync(TableKey row, CancellationToken cancellationToken)
    {
        if (container is null) return;
        var names = await container
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, OverflowBlob.FolderOf(row), cancellationToken)
            .Select(blob => blob.Name)
            .ToListAsync(cancellationToken);
        foreach (var name in names)
            await container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    private BlobContainerClient Container => container ?? throw new InvalidOperationException(
        $"A row is too long for its table, and {StorageOptions.Setting} names no blobs to keep it in; give it a "
        + "connection string with a BlobEndpoint.");

    private static bool Names(string connectionString, string part) => connectionString.Split(';')
        .Any(each => each.TrimStart().StartsWith($"{part}=", StringComparison.OrdinalIgnoreCase));
}
