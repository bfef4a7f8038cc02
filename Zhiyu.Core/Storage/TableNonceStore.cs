using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Retention;

namespace Zhiyu.Core.Storage;

/// <summary>One row a nonce; the row of an old one is used again when the nonce is.</summary>
internal sealed class TableNonceStore(TableServiceClient tables) : INonceStore
{
    private const string UsedAt = "UsedAt";
    private const int AtOnce = 16;

    private readonly TableClient _table = tables.GetTableClient(Keys.Nonces);

    public async Task<bool> TryUseAsync(string nonce, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = Keys.OfNonce(nonce);
        var entity = new TableEntity(key.Partition, key.Row) { [UsedAt] = now };
        if (await _table.TryAddAsync(entity, cancellationToken)) return true;

        if (await _table.FindAsync(key, cancellationToken) is not { } used)
            // It was forgotten since. Whoever is first now uses it.
            return await _table.TryAddAsync(entity, cancellationToken);
        if (now - used.GetDateTimeOffset(UsedAt) <= INonceStore.Memory) return false;
        try
        {
            await _table.UpdateEntityAsync(entity, used.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        // Somebody else used it between the reading and now.
        catch (RequestFailedException lost) when (lost.Status == 412)
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
        // Not by a range of keys: those are hashes. What is used no more is removed before long, so few are left.
        var old = await _table
            .QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"UsedAt lt {usedBefore}"), cancellationToken: cancellationToken)
            .Take(most)
            .ToListAsync(cancellationToken);
        await Parallel.ForEachAsync(
            old,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (nonce, token) => await ForgetAsync(nonce, token));
        return old.Count;
    }

    private async Task ForgetAsync(TableEntity nonce, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteEntityAsync(nonce.PartitionKey, nonce.RowKey, nonce.ETag, cancellationToken);
        }
        // It was used anew since it was read.
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
        }
    }
}
