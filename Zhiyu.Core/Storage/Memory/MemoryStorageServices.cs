using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>Registers stores that keep everything in memory.</summary>
internal static class MemoryStorageServices
{
    /// <summary>Requires a <see cref="TimeProvider"/>, which determines when delayed messages become visible.</summary>
    public static IServiceCollection AddMemoryStorage(this IServiceCollection services)
    {
        foreach (var queue in QueueRegistry.All) queue.AddTo(services);
        return services.AddStores();
    }

    private static IServiceCollection AddStores(this IServiceCollection services) => services
        .AddSingleton<IWorkQueueFactory, MemoryQueues>()
        .AddSingleton<IStorageSetup, MemoryStorageSetup>()
        .AddSingleton<IThreadStore, MemoryThreadStore>()
        .AddSingleton<IFeedIndex, MemoryFeedIndex>()
        .AddSingleton<IAuthorIndex, MemoryAuthorIndex>()
        .AddSingleton<IRankings, MemoryRankings>()
        .AddSingleton<IIdempotencyStore, MemoryIdempotencyStore>()
        .AddSingleton<ICommunityStore, MemoryCommunityStore>()
        .AddSingleton<MemoryAgentStore>()
        .AddSingleton<IAgentStore>(provider => provider.GetRequiredService<MemoryAgentStore>())
        .AddSingleton<IAgentActions>(provider => provider.GetRequiredService<MemoryAgentStore>())
        .AddSingleton<IReviewIndex, MemoryReviewIndex>()
        .AddSingleton<IAuditIndex, MemoryAuditIndex>()
        .AddSingleton<IRuntimeStore, MemoryRuntimeStore>()
        .AddSingleton<ILedgerStore, MemoryLedgerStore>()
        .AddSingleton<MemoryPoisonStore>()
        .AddSingleton<IPoisonStore>(provider => provider.GetRequiredService<MemoryPoisonStore>())
        .AddSingleton<IPoisonActions>(provider => provider.GetRequiredService<MemoryPoisonStore>())
        .AddSingleton<IModelHealthStore, MemoryModelHealth>()
        .AddSingleton<IAgentRuns, MemoryAgentRuns>()
        .AddSingleton<IForumStream, MemoryForumStream>()
        .AddSingleton<INonceStore, MemoryNonceStore>();
}
