using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Models.Accounting;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Models;

internal static class LlmServices
{
    /// <summary>
    /// Registers the options, <see cref="LlmStatus"/>, <see cref="ModelCatalog"/> and <see cref="ModelClients"/>. The
    /// factory of provider clients (<c>Func&lt;ModelRoute, IChatClient&gt;</c>) and the budget decorator
    /// (<c>Func&lt;IChatClient, ModelRoute, IChatClient&gt;</c>) can be registered before or after.
    /// </summary>
    public static IServiceCollection AddLlm(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<LlmOptions>(configuration);
        services.AddSingleton<IValidateOptions<LlmOptions>>(new LlmOptionsValidator(configuration));
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
#pragma warning disable RS0030 // Composition names the shared source: thread-safe, and seeded by the system.
        services.TryAddSingleton(Random.Shared);
#pragma warning restore RS0030
        services.AddSingleton(provider => LlmStatus.Of(OptionsOf(provider)));
        services.AddSingleton(provider => new ModelCatalog(
            OptionsOf(provider), CatalogParser.Of(OptionsOf(provider), setting => configuration[setting])));
        services.AddSingleton<TokenCounter>();
        services.AddSingleton(provider => new ModelHealthBoard(
            provider.GetService<ModelHealthStore>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ModelHealthBoard>>()));
        services.TryAddSingleton<Func<ModelRoute, IChatClient>>(provider => route =>
            Providers.Of(route.Provider).Open(
                route, OptionsOf(provider), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<Func<IChatClient, ModelRoute, IChatClient>>(_ => (inner, _) => inner);
        services.AddSingleton<ModelClients>();
        return services;
    }

    private static LlmOptions OptionsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<LlmOptions>>().Value;
}
