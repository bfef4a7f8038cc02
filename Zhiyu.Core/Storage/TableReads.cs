using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Zhiyu.Core.Storage;

/// <summary>Extension methods for reading and writing tables.</summary>
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

    /// <summary>The rows of a partition strictly between two row keys, in order.</summary>
    public static async Task<List<TableEntity>> RangeAsync(
        this TableClient table, string partition, string after, string before, int? take,
        CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {before}");
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            filter, take, cancellationToken: cancellationToken))
        {
            rows.Add(row);
            if (rows.Count == take) break;
        }

        return rows;
    }

    /// <summary>
    /// Removes rows regardless of their ETags: up to 100 of a partition in one transaction, or one by one when another
    /// process removes them too.
    /// </summary>
    public static async Task RemoveAsync(
        this TableClient table, IEnumerable<TableKey> keys, CancellationToken cancellationToken)
    {
        foreach (var rows in keys.GroupBy(key => key.Partition).SelectMany(partition => partition.Chunk(100)))
        {
            try
            {
                await table.SubmitTransactionAsync(
                    rows.Select(key => new TableTransactionAction(
                        TableTransactionActionType.Delete, new TableEntity(key.Partition, key.Row), ETag.All)),
                    cancellationToken);
            }
            catch (RequestFailedException gone) when (IsConflict(gone))
            {
                foreach (var key in rows)
                    await table.DeleteEntityAsync(key.Partition, key.Row, ETag.All, cancellationToken);
            }
        }
    }

    /// <summary>
    /// True when a row to replace does not exist (a missing table does not count), a row to add exists, or an ETag
    /// differs.
    /// </summary>
    public static bool IsConflict(RequestFailedException fault) =>
        fault.Status is 409 or 412 || fault.ErrorCode == TableErrorCode.ResourceNotFound;

    /// <summary>Adds the row, or replaces the version with this ETag.</summary>
    public static TableTransactionAction Put(TableEntity entity, string? tag) => tag is null
        ? new TableTransactionAction(TableTransactionActionType.Add, entity)
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, new ETag(tag));
}
