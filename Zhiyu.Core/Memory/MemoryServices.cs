using Microsoft.Extensions.DependencyInjection;

namespace Zhiyu.Core.Memory;

/// <summary>Registers what reads and keeps the memories of agents.</summary>
internal static class MemoryServices
{
    public static IServiceCollection AddMemory(this IServiceCollection services) =>
        services.AddSingleton<MemoryReader>().AddSingleton<MemoryCondenser>().AddSingleton<MemoryWithdrawal>()
            .AddSingleton<MemoryForgetting>();
}
