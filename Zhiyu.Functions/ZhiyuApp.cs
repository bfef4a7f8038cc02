using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Zhiyu.Core.Api;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Settings;
using Zhiyu.Core.Storage;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Functions;

/// <summary>What the app is made of.</summary>
internal static class ZhiyuApp
{
    public static void AddZhiyu(this FunctionsApplicationBuilder builder)
    {
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<FaultMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();

        builder.Services
            .AddTelemetry(builder.Configuration)
            .AddStorage(builder.Configuration)
            .AddRuntime(
                builder.Configuration,
                Path.Combine(AppContext.BaseDirectory, "prompts"),
                Path.Combine(AppContext.BaseDirectory, "moderation"))
            .AddApi(builder.Configuration)
            .AddHostedService<StartUp>();
        StartFiles.ReadAhead(builder.Services);
    }
}
