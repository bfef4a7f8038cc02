using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>Registers stores that keep everything in memory.</summary>
internal static class MemoryStorageServices
{
    /// <summary>Requires a <see cref="TimeProvider"/>, which determines when delayed messages become visible.</summary>
    public static IServiceCollection AddMemoryStorage(this IServiceCollection services)
    {
        foreach (var queue in QueueRegistry.All) queue.AddTo(services);
        return services
            .AddSingleton<IWorkQueueFactory, MemoryQueues>()
            .AddSingleton<IStorageSetup, MemoryStorageSetup>()
            .AddSingleton<ISearchSnapshots, MemorySearchSnapshots>()
            .AddStores<MemoryTables>();
    }
}
