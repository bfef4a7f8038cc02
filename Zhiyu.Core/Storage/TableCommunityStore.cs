using Azure.Data.Tables;
using Zhiyu.Core.Communities;

namespace Zhiyu.Core.Storage;

internal sealed class TableCommunityStore(TableServiceClient tables) : ICommunityStore
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Directory);

    public async Task<IReadOnlyList<Community>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            Keys.DirectoryPartition, Keys.CommunityPrefix, "community;", take: null, cancellationToken);
        return [.. rows.Select(RowCodec.Decode<Community>)];
    }

    public Task<bool> AddAsync(Community community, CancellationToken cancellationToken) =>
        _table.TryAddAsync(RowCodec.Encode(community, Keys.OfCommunity(community.Id)), cancellationToken);
}
