using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Storage;

/// <summary>Stores one row per nonce. A nonce that is old enough can be used again, in the same row.</summary>
internal sealed class TableNonceStore(TableServiceClient tables) : INonceStore
{
    private const string UsedAt = "UsedAt";
    private const int MaxParallel = 16;

    private readonly TableClient _table = tables.GetTableClient(Keys.Nonces);

    public async Task<bool> TryUseAsync(string nonce, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = Keys.OfNonce(nonce);
        var entity = new TableEntity(key.Partition, key.Row) { [UsedAt] = now };
        if (await _table.TryAddAsync(entity, cancellationToken)) return true;

        if (await _table.FindAsync(key, cancellationToken) is not { } used)
            // It was removed in the meantime. The first caller to add it now may use it.
            return await _table.TryAddAsync(entity, cancellationToken);
        if (now - used.GetDateTimeOffset(UsedAt) <= INonceStore.Memory) return false;
        try
        {
            await _table.UpdateEntityAsync(entity, used.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        // Another caller used it in the meantime.
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            return false;
        }
        catch (RequestFailedException forgotten) when (TableReads.IsConflict(forgotten))
        {
            return await _table.TryAddAsync(entity, cancellationToken);
        }
    }

    public async Task<int> ForgetAsync(DateTimeOffset usedBefore, int most, CancellationToken cancellationToken)
    {
        // Keys are hashes, so no key range contains the old nonces. Old rows are removed regularly, so few rows are
        // read.
        var old = await _table
            .QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"UsedAt lt {usedBefore}"), cancellationToken: cancellationToken)
            .Take(most)
            .ToListAsync(cancellationToken);
        await Parallel.ForEachAsync(
            old,
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
            async (nonce, token) => await ForgetAsync(nonce, token));
        return old.Count;
    }

    private async Task ForgetAsync(TableEntity nonce, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteEntityAsync(nonce.PartitionKey, nonce.RowKey, nonce.ETag, cancellationToken);
        }
        // It was used again since it was read.
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
        }
    }
}
