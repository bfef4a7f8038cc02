using Azure;
using Azure.Data.Tables;
using Zhiyu.Core.Api.Writing;

namespace Zhiyu.Core.Storage;

/// <summary>One row a nonce; the row of an old one is used again when the nonce is.</summary>
internal sealed class TableNonceStore(TableServiceClient tables) : INonceStore
{
    private const string UsedAt = "UsedAt";

    private readonly TableClient _table = tables.GetTableClient(Keys.Nonces);

    public async Task<bool> TryUseAsync(string nonce, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = Keys.OfNonce(nonce);
        var entity = new TableEntity(key.Partition, key.Row) { [UsedAt] = now };
        if (await _table.TryAddAsync(entity, cancellationToken)) return true;

        var used = await _table.FindAsync(key, cancellationToken)
            ?? throw new InvalidOperationException("A nonce was there and is gone.");
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
    }
}
