using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>Memory needs no setup.</summary>
internal sealed class MemoryStorageSetup : IStorageSetup
{
    public Task CreateAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
