using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Storage;

/// <summary>The adapters alone, on an account of their own.</summary>
internal static class StorageHarness
{
    public static async Task<ServiceProvider> StartAsync(
        string account, CancellationToken cancellationToken, Action<ClientOptions>? configure = null)
    {
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddStorage(account, configure)
            .BuildServiceProvider();
        await services.GetRequiredService<IStorageSetup>().CreateAsync(cancellationToken);
        return services;
    }
}
