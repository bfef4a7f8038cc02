namespace Zhiyu.Core.Threads;

/// <summary>Creates missing tables, queues and containers.</summary>
internal interface IStorageSetup
{
    Task CreateAsync(CancellationToken cancellationToken);
}
