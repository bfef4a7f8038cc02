using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Budgets;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Execution.Checks;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Accounting;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Prompts;
using Zhiyu.Core.Forum.Digests;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Moderation;
using Zhiyu.Core.Quality;
using Zhiyu.Core.Reputation;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Runtime.Figures;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Runtime.Seed;
using Zhiyu.Core.Search;
using Zhiyu.Core.Settings;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Runtime;

/// <summary>Registers everything between the triggers and the storage ports.</summary>
internal static class RuntimeServices
{
    /// <param name="promptFolder">The folder of the prompt templates.</param>
    /// <param name="moderationFolder">The folder of the moderation lists.</param>
    public static IServiceCollection AddRuntime(
        this IServiceCollection services, IConfiguration configuration, string promptFolder, string moderationFolder)
    {
        services.TryAddSingleton(TimeProvider.System);
#pragma warning disable RS0030 // Composition names the shared source: thread-safe, and seeded by the system.
        services.TryAddSingleton(Random.Shared);
#pragma warning restore RS0030
        services.AddSettings<PublicAddressOptions>(configuration);
        services.AddSingleton<IValidateOptions<PublicAddressOptions>, PublicAddressOptionsValidator>();
        services.AddSettings<RuntimeOptions>(configuration);
        services.AddSettings<ExecutionOptions>(configuration);
        services.AddSettings<AllocationOptions>(configuration);
        services.AddSettings<PostOptions>(configuration).Validate(
            options => TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _),
            "RUNTIME_POST_TIME_ZONE is no time zone that is known here; give it an IANA name, such as Asia/Shanghai.");
        services.AddForum().AddMemory().AddAgents(configuration).AddStreaming(configuration).AddBudgets(configuration)
            .AddWebhooks(configuration)
            .AddQuality(configuration).AddAllocation().AddExecution(configuration, promptFolder)
            .AddModeration(configuration, moderationFolder).AddGovernance().AddSearch(configuration)
            .AddRetention(configuration);

        services.AddMetrics();
        services.AddSingleton<RuntimeMetrics>();
        services.AddSingleton<RuntimeSwitch>();
        services.AddSingleton<IActionStore, SwitchActions>();
        services.AddSingleton<IActionStore>(provider => provider.GetRequiredService<PoisonActions>());
        services.AddSingleton<IDegradationSource, MeasuredDegradation>();
        services.AddSingleton<QueueFunctionSwitch>();
        services.AddSingleton<EventMessageProcessor>();
        services.AddSingleton<QueueMessageProcessor>();
        services.AddSingleton<IPoisonHandler, EventPoison>();
        services.AddSingleton<IPoisonHandler, AssignmentPoison>();
        services.AddSingleton<IPoisonHandler, WebhookPoison>();
        services.AddSingleton<OutageWebhooks>();
        services.AddSingleton<PoisonMessageProcessor>();
        services.AddSingleton<QueueMonitor>();
        services.AddSingleton<UnrecordedPoison>();
        services.AddSingleton<Redrive>();
        services.AddSingleton<PoisonRemoval>();
        services.AddSingleton<PostAllocator>();
        services.AddSingleton<TakeUpAllocator>();
        services.AddSingleton<SlotTimes>();
        services.AddSingleton<PostScheduler>();
        services.AddSingleton<ForumMeasurement>();
        services.AddSingleton<WeekUpdater>();
        services.AddSingleton<PeriodicTasks>();
        services.AddSingleton<RuntimeLoop>();
        services.AddSingleton(typeof(QueueDrain<>));
        services.AddSingleton<RuntimeTick>();
        services.AddSingleton<RuntimeStatusReader>();
        services.AddSingleton<Seeder>();
        return services;
    }

    private static IServiceCollection AddForum(this IServiceCollection services) => services
        // Each service gets its own instance, so that it can call another one while it holds a lock.
        .AddTransient<KeyedLock>()
        .AddSingleton<TransientFaults>()
        .AddSingleton<PageCache>()
        .AddSingleton<PostReads>()
        .AddSingleton<FeedPages>()
        .AddSingleton<ForumReader>()
        .AddSingleton<TaggedPosts>()
        .AddSingleton<Reputations>()
        .AddSingleton<ContentNotifications>()
        .AddSingleton<EventGuards>()
        .AddSingleton<ContentPublisher>()
        .AddSingleton<FollowUps>()
        .AddSingleton<IdempotentWriter>()
        .AddSingleton<PostWriter>()
        .AddSingleton<CommentWriter>()
        .AddSingleton<RankingUpdater>()
        .AddSingleton<HighlightUpdater>()
        .AddSingleton<DigestReader>()
        .AddSingleton<VoteCount>()
        .AddSingleton<VoteWriter>();

    private static IServiceCollection AddAllocation(this IServiceCollection services) => services
        .AddSingleton<AgentSearch>()
        .AddSingleton<AgentAvailabilityReader>()
        .AddSingleton<ThreadStateStore>()
        .AddSingleton<CandidateEvaluator>()
        .AddSingleton<AllocationMetrics>()
        .AddSingleton<ThreadRevisits>()
        .AddSingleton<RunAssigner>()
        .AddSingleton<Allocator>();

    private static IServiceCollection AddExecution(
        this IServiceCollection services, IConfiguration configuration, string promptFolder) => services
        .AddLlm(configuration)
        .AddPrompts(promptFolder)
        .AddChecks(configuration)
        .AddSingleton<Func<IChatClient, ModelRoute, IChatClient>>(provider => (inner, route) => new BudgetChatClient(
            inner,
            route,
            provider.GetRequiredService<BudgetLedger>(),
            (messages, call) => provider.GetRequiredService<TokenCounter>().Bound(messages, call, route)))
        .AddSingleton<PromptTokenBudget>()
        .AddSingleton<RunInputReader>()
        .AddSingleton<AgentCall>()
        .AddSingleton<BudgetWebhooks>()
        .AddSingleton<RunSettlement>()
        .AddSingleton<RunMetrics>()
        .AddSingleton<OutputValidator>()
        .AddSingleton<RunNoteTaking>()
        .AddSingleton<RunVotes>()
        .AddSingleton<RunLifecycle>()
        .AddSingleton<AssignmentRequeue>()
        .AddSingleton<IPurge, RunPurge>()
        .AddSingleton<IPurge, MemoryPurge>()
        .AddSingleton<RunPipeline>()
        .AddSingleton<Executor>();
}
