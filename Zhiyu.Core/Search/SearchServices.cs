using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Search.AzureSearch;
using Zhiyu.Core.Search.Embedded;
using Zhiyu.Core.Search.Indexing;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Search;

internal static class SearchServices
{
    /// <summary>Requires the services of storage and of the forum. Nothing is loaded before the first search.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<SearchOptions>(configuration);
        services.AddSingleton<IValidateOptions<SearchOptions>, SearchOptionsValidator>();
        return services
            .AddSingleton<ISearchIndex>(provider => provider.GetRequiredService<IOptions<SearchOptions>>().Value is
                { Endpoint.Length: > 0 } options
                    ? AzureSearchIndex.Open(options, provider.GetRequiredService<TimeProvider>())
                    : ActivatorUtilities.CreateInstance<EmbeddedIndex>(provider))
            .AddSingleton<IndexContent>()
            .AddSingleton<IndexUpdater>()
            .AddSingleton<AgentFinder>()
            .AddSingleton<ForumSearch>();
    }
}
