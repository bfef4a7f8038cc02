using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Retention;

internal static class RetentionServices
{
    /// <summary>Each capability registers its own <see cref="IPurge"/>.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RetentionOptions>(configuration);
        return services.AddSingleton<Purge>();
    }
}
