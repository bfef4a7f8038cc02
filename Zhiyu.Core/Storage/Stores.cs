using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Follows;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Storage;

/// <summary>The stores, which are the same over any <see cref="ITables"/>, and their tables.</summary>
internal static class Stores
{
    public static readonly IReadOnlyList<string> Tables =
    [
        ThreadStore.Table, FeedIndex.Table, SharedTables.Directory, IdempotencyStore.Table, SharedTables.Runtime,
        NonceStore.Table, LedgerStore.Table, AgentRuns.Table, AuthorIndex.Table, ForumStream.Table, ReviewIndex.Table,
        AuditIndex.Table, MemoryStore.Table, QualityStore.Table, FollowStore.Table, WebhookStore.Table,
    ];

    public static IServiceCollection AddStores<TTables>(this IServiceCollection services)
        where TTables : class, ITables => services
        .AddSingleton<ITables, TTables>()
        .AddSingleton<ThreadStore>()
        .AddSingleton<FeedIndex>()
        .AddSingleton<AuthorIndex>()
        .AddSingleton<MemoryStore>()
        .AddSingleton<QualityStore>()
        .AddSingleton<FollowStore>()
        .AddSingleton<Rankings>()
        .AddSingleton<IdempotencyStore>()
        .AddSingleton<CommunityStore>()
        .AddSingleton<AgentStore>()
        .AddSingleton<AgentActions>()
        .AddSingleton<ReviewIndex>()
        .AddSingleton<AuditIndex>()
        .AddSingleton<RuntimeStore>()
        .AddSingleton<LedgerStore>()
        .AddSingleton<PoisonStore>()
        .AddSingleton<PoisonActions>()
        .AddSingleton<ModelHealthStore>()
        .AddSingleton<AgentRuns>()
        .AddSingleton<ForumStream>()
        .AddSingleton<NonceStore>()
        .AddSingleton<WebhookStore>();
}
