using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Archive;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Search.Indexing;
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
            account().Blobs(OverflowBlobs.ContainerName, With<BlobClientOptions>(new(), configure)))));
        services.AddSingleton<ISearchSnapshots>(_ => new BlobSearchSnapshots(Client(() =>
            account().Blobs(BlobSearchSnapshots.ContainerName, With<BlobClientOptions>(new(), configure)))));
        services.AddSingleton(new TransientFaultRule(StorageOutage.Is));
        services.AddSingleton<IStorageSetup, StorageSetup>();
        services.AddStores<AzureTables>();
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
