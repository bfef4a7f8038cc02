using Azure.Data.Tables;
using Zhiyu.Core.Execution.Models.Health;

namespace Zhiyu.Core.Storage;

internal sealed class TableModelHealth(TableServiceClient tables) : IModelHealthStore
{
    private const int MaxModels = 100;

    private readonly TableClient _table = tables.GetTableClient(Keys.Runtime);

    public Task PutAsync(ModelHealth health, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        RowCodec.Encode(health, Keys.OfModel(health.Id)), TableUpdateMode.Replace, cancellationToken);

    public async Task<IReadOnlyList<ModelHealth>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await _table.RangeAsync(Keys.ModelsPartition, after: "", before: "~", MaxModels, cancellationToken);
        return [.. rows.Select(RowCodec.Decode<ModelHealth>)];
    }
}
