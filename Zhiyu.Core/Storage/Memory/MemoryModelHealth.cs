using Zhiyu.Core.Execution.Models.Health;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryModelHealth : IModelHealthStore
{
    private const int MaxModels = 100;

    private readonly MemoryTable<ModelHealth> _table = new();

    public Task PutAsync(ModelHealth health, CancellationToken cancellationToken)
    {
        _table.Put(Keys.OfModel(health.Id), health, cancellationToken);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ModelHealth>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ModelHealth>>(
        [
            .. _table.Range(Keys.ModelsPartition, after: "", before: "~", MaxModels, cancellationToken)
                .Select(found => found.Row),
        ]);
}
