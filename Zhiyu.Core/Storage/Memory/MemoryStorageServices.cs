using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage.Memory;

/// <summary>Registers stores that keep everything in memory.</summary>
internal static class MemoryStorageServices
{
    /// <summary>Requires a <see cref="TimeProvider"/>, which determines when delayed messages become visible.</summary>
    public static IServiceCollection AddMemoryStorage(this IServiceCollection services) => services
        .AddSingleton<IStorageSetup, MemoryStorageSetup>()
        .AddStores<MemoryTables>()
        .AddQueue<EventMessage>(EventMessage.Queue)
        .AddQueue<AssignmentMessage>(AssignmentMessage.Queue);

    // Also registered as its own type, for callers that control the time and ask when the next message becomes visible.
    private static IServiceCollection AddQueue<TMessage>(this IServiceCollection services, string name)
        where TMessage : class =>
        services
            .AddSingleton(provider => new PoisonQueue(
                name, new MemoryWorkQueue<string>(provider.GetRequiredService<TimeProvider>())))
            .AddSingleton<MemoryWorkQueue<TMessage>>()
            .AddSingleton<IWorkQueue<TMessage>>(
                provider => provider.GetRequiredService<MemoryWorkQueue<TMessage>>());
}
