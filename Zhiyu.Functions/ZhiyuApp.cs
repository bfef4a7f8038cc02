using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Zhiyu.Core.Network;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Settings;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Telemetry;
using Zhiyu.Functions.Access;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions;

/// <summary>Composes the app, on every host.</summary>
internal static class ZhiyuApp
{
    public static IServiceCollection AddZhiyu(this IServiceCollection services, IConfiguration configuration)
    {
        OutboundProxy.UseEverywhere();
        services.AddSettings<EnvironmentOptions>(configuration);
        services
            .AddTelemetry(configuration)
            .AddStorage(configuration)
            .AddRuntime(
                configuration,
                Path.Combine(AppContext.BaseDirectory, "prompts"),
                Path.Combine(AppContext.BaseDirectory, "moderation"))
            .AddApi(configuration)
            .AddHostedService<StartUp>();
        return services;
    }

    /// <summary>Call it after <c>ConfigureFunctionsWebApplication</c>, whose middleware must come first.</summary>
    public static void UseZhiyu(this IFunctionsWorkerApplicationBuilder builder)
    {
        builder.UseMiddleware<TraceMiddleware>();
        builder.UseMiddleware<FaultMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();
    }
}
