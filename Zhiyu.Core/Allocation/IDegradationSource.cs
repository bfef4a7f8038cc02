namespace Zhiyu.Core.Allocation;

/// <summary>Provides the current degradation level.</summary>
public interface IDegradationSource
{
    /// <summary>At most some seconds old.</summary>
    Task<Degradation> CurrentAsync(CancellationToken cancellationToken);
}
