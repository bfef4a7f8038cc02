using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Storage;

/// <summary>Reads and adds rows, and recognizes conflicts.</summary>
internal static class TableReads
{
    /// <summary>Reads one row by key; null when there is no such row.</summary>
    public static async Task<TableEntity?> FindAsync(
        this TableClient table, TableKey key, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            key.Partition, key.Row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Inserts the row unless its key is taken; returns whether it did.</summary>
    public static async Task<bool> TryAddAsync(
        this TableClient table, TableEntity entity, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(entity, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            return false;
        }
    }

    /// <summary>
    /// True when a row to replace does not exist (a missing table does not count), a row to add exists, or an ETag
    /// differs.
    /// </summary>
    public static bool IsConflict(RequestFailedException fault) =>
        fault.Status is 409 or 412 || fault.ErrorCode == TableErrorCode.ResourceNotFound;
}
