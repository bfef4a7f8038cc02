using Azure.Data.Tables;
using Zhiyu.Core.Forum.Publishing;

namespace Zhiyu.Core.Storage;

internal sealed class TableWriteClaims(TableServiceClient tables) : IWriteClaims
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Writes);

    public async Task<WriteClaim> ClaimAsync(WriteClaim claim, CancellationToken cancellationToken)
    {
        var row = RowCodec.Encode(claim, Keys.OfClaim(claim.RunId));
        if (await _table.TryAddAsync(row, cancellationToken)) return claim;
        return await FindAsync(claim.RunId, cancellationToken)
            ?? throw new InvalidOperationException($"The claim of run_id {claim.RunId} was there and is gone.");
    }

    public async Task<WriteClaim?> FindAsync(string runId, CancellationToken cancellationToken) =>
        await _table.FindAsync(Keys.OfClaim(runId), cancellationToken) is { } row
            ? RowCodec.Decode<WriteClaim>(row)
            : null;
}
