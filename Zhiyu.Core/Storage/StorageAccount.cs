using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Zhiyu.Core.Storage;

/// <summary>Creates the clients of the forum's storage account.</summary>
internal abstract record StorageAccount
{
    public static StorageAccount Of(StorageOptions options) => options.NamesIdentityAccount
        ? new IdentityAccount(
            new Uri(options.AddressOfTables),
            new Uri(options.AddressOfQueues),
            new Uri(options.AddressOfBlobs),
            CredentialOf(options))
        : new ConnectedAccount(options.ConnectionString);

    public abstract TableServiceClient Tables(TableClientOptions options);

    public abstract QueueServiceClient Queues(QueueClientOptions options);

    /// <summary>A container; null when the account has no blobs.</summary>
    public abstract BlobContainerClient? Blobs(string container, BlobClientOptions options);

    private static TokenCredential CredentialOf(StorageOptions options) =>
        options.Credential != StorageOptions.ManagedIdentity
            ? new DefaultAzureCredential(new DefaultAzureCredentialOptions { Transport = StorageTransport.Shared })
            : new ManagedIdentityCredential(new ManagedIdentityCredentialOptions(
                options.ClientId.Length == 0
                    ? ManagedIdentityId.SystemAssigned
                    : ManagedIdentityId.FromUserAssignedClientId(options.ClientId))
            {
                Transport = StorageTransport.Shared,
            });
}

/// <summary>Access with a connection string that contains a key.</summary>
internal sealed record ConnectedAccount(string ConnectionString) : StorageAccount
{
    public override TableServiceClient Tables(TableClientOptions options) => new(ConnectionString, options);

    public override QueueServiceClient Queues(QueueClientOptions options) => new(ConnectionString, options);

    public override BlobContainerClient? Blobs(string container, BlobClientOptions options) =>
        OverflowBlobs.ContainerOf(ConnectionString, container, options);
}

/// <summary>Access with an identity and its roles, without a key.</summary>
internal sealed record IdentityAccount(
    Uri TableService, Uri QueueService, Uri BlobService, TokenCredential Credential) : StorageAccount
{
    public override TableServiceClient Tables(TableClientOptions options) => new(TableService, Credential, options);

    public override QueueServiceClient Queues(QueueClientOptions options) => new(QueueService, Credential, options);

    public override BlobContainerClient Blobs(string container, BlobClientOptions options) =>
        new BlobServiceClient(BlobService, Credential, options).GetBlobContainerClient(container);
}
