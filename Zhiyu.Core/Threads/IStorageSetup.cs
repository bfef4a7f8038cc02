namespace Zhiyu.Core.Threads;

/// <summary>Creates what the stores need, where it is missing.</summary>
internal interface IStorageSetup
{
    Task CreateAsync(CancellationToken cancellationToken);
}
