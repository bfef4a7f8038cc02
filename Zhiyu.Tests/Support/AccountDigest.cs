using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Zhiyu.Tests.Support;

/// <summary>All that a storage account holds, as a line for each row, message and blob.</summary>
internal static class AccountDigest
{
    /// <param name="connectionString">The account.</param>
    /// <param name="but">Tables that are not looked at.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(
        string connectionString, IReadOnlyCollection<string> but, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var tables = new TableServiceClient(connectionString);
        await foreach (var table in tables.QueryAsync(cancellationToken: cancellationToken))
        {
            if (but.Contains(table.Name)) continue;
            await foreach (var row in tables.GetTableClient(table.Name)
                .QueryAsync<TableEntity>(cancellationToken: cancellationToken))
                lines.Add($"{table.Name} {row.PartitionKey} {row.RowKey} {HashOf(row)}");
        }

        var queues = new QueueServiceClient(connectionString);
        await foreach (var queue in queues.GetQueuesAsync(cancellationToken: cancellationToken))
        {
            var properties = await queues.GetQueueClient(queue.Name).GetPropertiesAsync(cancellationToken);
            lines.Add($"{queue.Name} {properties.Value.ApproximateMessagesCount}");
        }

        var blobs = new BlobServiceClient(connectionString);
        await foreach (var container in blobs.GetBlobContainersAsync(cancellationToken: cancellationToken))
        await foreach (var blob in blobs.GetBlobContainerClient(container.Name)
            .GetBlobsAsync(cancellationToken: cancellationToken))
            lines.Add($"{container.Name} {blob.Name} {blob.Properties.ETag}");

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string HashOf(TableEntity row) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', row.OrderBy(property => property.Key, StringComparer.Ordinal).Select(TextOf)))));

    private static string TextOf(KeyValuePair<string, object> property) => property.Value is byte[] bytes
        ? $"{property.Key}={Convert.ToBase64String(bytes)}"
        : string.Create(CultureInfo.InvariantCulture, $"{property.Key}={property.Value}");
}
