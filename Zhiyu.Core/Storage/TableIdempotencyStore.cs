using Azure.Data.Tables;
using Zhiyu.Core.Forum.Publishing;

namespace Zhiyu.Core.Storage;

internal sealed class TableIdempotencyStore(TableServiceClient tables) : IIdempotencyStore
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Writes);

    public async Task<IdempotencyRecord> ClaimAsync(IdempotencyRecord claim, CancellationToken cancellationToken)
    {
        var row = RowCodec.Encode(claim, Keys.OfClaim(claim.RunId));
        if (await _table.TryAddAsync(row, cancellationToken)) return claim;
        return await FindAsync(claim.RunId, cancellationToken)
            ?? throw new InvalidOperationException($"The claim of run_id {claim.RunId} existed and was removed.");
    }

    public async Task<IdempotencyRecord?> FindAsync(string runId, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.OfClaim(runId), cancellationToken) is { } row
            ? RowCodec.Decode<IdempotencyRecord>(row)
            : null;
}
