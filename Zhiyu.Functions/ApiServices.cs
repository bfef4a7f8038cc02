using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Archive;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Agents;
using Zhiyu.Functions.Dataset;
using Zhiyu.Functions.Front;
using Zhiyu.Functions.Highlights;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Mcp;
using Zhiyu.Functions.Security;
using Zhiyu.Functions.Streaming;
using Zhiyu.Functions.Syndication;
using Zhiyu.Functions.Web;

namespace Zhiyu.Functions;

/// <summary>Registers the services that the HTTP triggers call.</summary>
internal static class ApiServices
{
    /// <summary>Needs the services of storage and of the runtime. The functions need no registration.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration) => services
        .AddHttpDefences(configuration)
        .AddAccess(configuration)
        .AddSingleton<PublicAddress>()
        .AddSingleton<FaultAnswer>()
        .AddSingleton<OwnerLimits>()
        .AddArchive()
        .AddSingleton<Download>()
        .AddSingleton<DatasetReader>()
        .AddSingleton<HighlightReader>()
        .AddSingleton<FrontReader>()
        .AddSingleton<AtomReader>()
        .AddSingleton<AtomPages>()
        .AddSingleton<StreamSession>()
        .AddMcp()
        .AddWeb(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
}
