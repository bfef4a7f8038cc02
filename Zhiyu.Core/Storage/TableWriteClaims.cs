using Azure.Data.Tables;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Storage;

internal sealed class TableWriteClaims(TableServiceClient tables) : IWriteClaims
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Writes);

    public async Task<WriteClaim> ClaimAsync(WriteClaim claim, CancellationToken cancellationToken)
    {
        var key = Keys.Of(claim);
        if (await _table.TryAddAsync(RowCodec.Encode(claim, key), cancellationToken)) return claim;
        var held = await _table.FindAsync(key, cancellationToken)
            ?? throw new InvalidOperationException($"The claim of run_id {claim.RunId} was there and is gone.");
        return RowCodec.Decode<WriteClaim>(held);
    }
}
