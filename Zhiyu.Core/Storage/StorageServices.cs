using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Archive;
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
using Zhiyu.Core.Settings;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage;

/// <summary>Registers the stores on Azure Storage or a compatible service.</summary>
internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<StorageOptions>(configuration);
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        var options = new StorageOptions();
        new SettingsBinding<StorageOptions>(configuration).Configure(options);
        return services.AddStorage(() => StorageAccount.Of(options));
    }

    /// <param name="connectionString">
    /// The connection string of an Azure Storage account, or <c>UseDevelopmentStorage=true</c>.
    /// </param>
    /// <param name="configure">Changes the options of the clients, for example to add a pipeline policy.</param>
    public static IServiceCollection AddStorage(
        this IServiceCollection services, string connectionString, Action<ClientOptions>? configure = null) =>
        services.AddStorage(() => new ConnectedAccount(connectionString), configure);

    private static IServiceCollection AddStorage(
        this IServiceCollection services, Func<StorageAccount> account, Action<ClientOptions>? configure = null)
    {
        services.AddSingleton(_ => Client(() => account().Tables(With<TableClientOptions>(new(), configure))));
        services.AddSingleton(_ => Client(() => account().Queues(With<QueueClientOptions>(new(), configure))));
        services.AddSingleton(_ => new OverflowBlobs(Client(() =>
            account().Blobs(With<BlobClientOptions>(new(), configure)))));
        services.AddSingleton(new TransientFaultRule(StorageOutage.Is));
        services.AddSingleton<IStorageSetup, StorageSetup>();
        services.AddSingleton<IThreadStore, TableThreadStore>();
        services.AddSingleton<IFeedIndex, TableFeedIndex>();
        services.AddSingleton<IAuthorIndex, TableAuthorIndex>();
        services.AddSingleton<IRankings, TableRankings>();
        services.AddSingleton<IIdempotencyStore, TableIdempotencyStore>();
        services.AddSingleton<ICommunityStore, TableCommunityStore>();
        services.AddSingleton<TableAgentStore>();
        services.AddSingleton<IAgentStore>(provider => provider.GetRequiredService<TableAgentStore>());
        services.AddSingleton<IAgentActions>(provider => provider.GetRequiredService<TableAgentStore>());
        services.AddSingleton<IReviewIndex, TableReviewIndex>();
        services.AddSingleton<IAuditIndex, TableAuditIndex>();
        services.AddSingleton<IRuntimeStore, TableRuntimeStore>();
        services.AddSingleton<ILedgerStore, TableLedgerStore>();
        services.AddSingleton<TablePoisonStore>();
        services.AddSingleton<IPoisonStore>(provider => provider.GetRequiredService<TablePoisonStore>());
        services.AddSingleton<IPoisonActions>(provider => provider.GetRequiredService<TablePoisonStore>());
        services.AddSingleton<IModelHealthStore, TableModelHealth>();
        services.AddSingleton<IAgentRuns, TableAgentRuns>();
        services.AddSingleton<IForumStream, TableForumStream>();
        services.AddSingleton<INonceStore, TableNonceStore>();
        services.AddSingleton<IForumArchive, TableForumArchive>();
        services.AddSingleton<IWorkQueueFactory, StorageQueues>();
        foreach (var queue in QueueRegistry.All) queue.AddTo(services);
        return services;
    }

    private static TClient Client<TClient>(Func<TClient> create)
    {
        try
        {
            return create();
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or ArgumentException)
        {
            throw StorageOptions.Unusable(fault.Message);
        }
    }

    private static TOptions With<TOptions>(TOptions options, Action<ClientOptions>? configure)
        where TOptions : ClientOptions
    {
        options.Transport = StorageTransport.Shared;
        // All attempts together must fit into the time that an executor has for a run.
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        configure?.Invoke(options);
        return options;
    }
}
