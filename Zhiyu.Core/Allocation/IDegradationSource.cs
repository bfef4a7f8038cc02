namespace Zhiyu.Core.Allocation;

/// <summary>Tells how much less is to be done at present.</summary>
internal interface IDegradationSource
{
    /// <summary>Some seconds old at most.</summary>
    Task<Degradation> CurrentAsync(CancellationToken cancellationToken);
}
