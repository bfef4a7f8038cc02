namespace Zhiyu.Core.Execution.Models.Health;

/// <summary>
/// The health of models, shared by all instances: the instance that answers health requests is seldom the one that
/// calls models.
/// </summary>
public interface IModelHealthStore
{
    /// <summary>Replaces the stored health of the model. One storage transaction.</summary>
    Task PutAsync(ModelHealth health, CancellationToken cancellationToken);

    /// <summary>All models that were ever called, at most 100. One storage transaction.</summary>
    Task<IReadOnlyList<ModelHealth>> ListAsync(CancellationToken cancellationToken);
}
