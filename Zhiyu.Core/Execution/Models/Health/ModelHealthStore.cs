using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Execution.Models.Health;

/// <summary>
/// The health of models, shared by all instances: the instance that answers health requests is seldom the one that
/// calls models.
/// </summary>
public sealed class ModelHealthStore(ITables tables)
{
    public const string Partition = "models";

    private const int MaxModels = 100;

    private readonly ITable _table = tables.Open(SharedTables.Runtime);

    /// <summary>Replaces the stored health of the model. One storage transaction.</summary>
    public Task PutAsync(ModelHealth health, CancellationToken cancellationToken) =>
        _table.PutAsync(new TableKey(Partition, health.Id), health, cancellationToken);

    /// <summary>All models that were ever called, at most 100. One storage transaction.</summary>
    public Task<IReadOnlyList<ModelHealth>> ListAsync(CancellationToken cancellationToken) =>
        _table.RowsAsync<ModelHealth>(new KeyRange(Partition, After: "", Before: "~"), MaxModels, cancellationToken);
}
