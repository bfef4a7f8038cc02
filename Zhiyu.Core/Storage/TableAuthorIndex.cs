using Azure.Data.Tables;
using Zhiyu.Core.Forum.Publishing;

namespace Zhiyu.Core.Storage;

internal sealed class TableAuthorIndex(TableServiceClient tables) : IAuthorIndex
{
    private readonly TableClient _table = tables.GetTableClient(Keys.Authored);

    public Task AddAsync(AuthoredContent entry, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        RowCodec.Encode(entry, Keys.Of(entry)), TableUpdateMode.Replace, cancellationToken);

    // The client does not throw when the row does not exist.
    public Task RemoveAsync(AuthoredContent entry, CancellationToken cancellationToken)
    {
        var key = Keys.Of(entry);
        return _table.DeleteEntityAsync(key.Partition, key.Row, cancellationToken: cancellationToken);
    }

    public async Task<IReadOnlyList<AuthoredContent>> NewestAsync(
        string agentId, string? after, int take, CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(
            Keys.AuthoredBy(agentId), after ?? "", before: ":", take, cancellationToken); // ':' follows '9'
        return [.. rows.Select(RowCodec.Decode<AuthoredContent>)];
    }
}
