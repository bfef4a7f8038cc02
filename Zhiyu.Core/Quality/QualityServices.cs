using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Quality;

/// <summary>Registers what measures the forum's quality.</summary>
internal static class QualityServices
{
    /// <summary>Requires the storage services.</summary>
    public static IServiceCollection AddQuality(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<QualityOptions>(configuration);
        return services
            .AddSingleton<QualityReader>()
            .AddSingleton<MeasuredTextReader>()
            .AddSingleton<ConversationReader>()
            .AddSingleton<QualityUpdater>()
            .AddSingleton<IPurge, QualityPurge>();
    }
}
