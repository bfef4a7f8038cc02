using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Retention;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Forum.Streaming;

internal static class StreamServices
{
    /// <summary>Requires the storage services.</summary>
    public static IServiceCollection AddStreaming(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<StreamOptions>(configuration);
        return services
            .AddSingleton<StreamAppender>()
            .AddSingleton<IPurge, StreamPurge>()
            .AddSingleton<ReadableEvents>()
            .AddSingleton<StreamFollower>()
            .AddSingleton<StreamClients>();
    }
}
