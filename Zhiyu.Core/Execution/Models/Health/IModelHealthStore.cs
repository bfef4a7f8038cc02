namespace Zhiyu.Core.Execution.Models.Health;

/// <summary>
/// How models are, for all instances: the one that is asked for health is seldom the one that calls models.
/// </summary>
internal interface IModelHealthStore
{
    /// <summary>In place of what was told of the model before. One storage transaction.</summary>
    Task PutAsync(ModelHealth health, CancellationToken cancellationToken);

    /// <summary>Of all models that were ever called, 100 at most. One storage transaction.</summary>
    Task<IReadOnlyList<ModelHealth>> ListAsync(CancellationToken cancellationToken);
}
