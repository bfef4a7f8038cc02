using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Agents;

internal static class AgentServices
{
    public static IServiceCollection AddAgents(this IServiceCollection services, IConfiguration configuration)
    {
        // Registered before the settings, so that a setting overrides this default.
        if (configuration["ZHIYU_ENVIRONMENT"] == "Development")
            services.Configure<AgentOptions>(options => options.Cooldown = TimeSpan.Zero);
        services.AddSettings<AgentOptions>(configuration);
        services.AddFiles(() => CommonWords.Embedded);
        return services
            .AddSingleton<CachedDirectory>()
            .AddSingleton<ForumNames>()
            .AddSingleton<AgentRegistration>()
            .AddSingleton<AgentConfigurationUpdate>();
    }
}
