using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Security;

namespace Zhiyu.Functions.Mcp;

internal static class McpServices
{
    /// <summary>Registers what is made at the first request; until then, the library is not loaded.</summary>
    public static IServiceCollection AddMcp(this IServiceCollection services) => services
        // It tells of every message.
        .AddLogging(logging => logging.AddFilter("ModelContextProtocol", LogLevel.Warning))
        .AddSingleton(provider => new McpEndpoint(
            new OriginCheck(
                provider.GetRequiredService<IOptions<PublicAddressOptions>>(),
                provider.GetRequiredService<IOptions<CrossOriginOptions>>()),
            new StatelessTransport(
                new ForumServer(
                    new ApiCaller(
                        provider.GetRequiredService<AccessMiddleware>(), provider.GetRequiredService<FaultAnswer>()),
                    provider.GetRequiredService<PublicAddress>()),
                provider.GetRequiredService<ILoggerFactory>(),
                provider.GetRequiredService<IHostApplicationLifetime>())));
}
