using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Zhiyu.Core.Api;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Storage;

namespace Zhiyu.Functions;

/// <summary>What the app is made of.</summary>
internal static class ZhiyuApp
{
    public static void AddZhiyu(this FunctionsApplicationBuilder builder)
    {
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<FaultMiddleware>();

        var storage = builder.Configuration["AzureWebJobsStorage"]
            ?? throw new InvalidOperationException("AzureWebJobsStorage is not set: give it a connection string.");
        builder.Services
            .AddStorage(storage)
            .AddRuntime(builder.Configuration, Path.Combine(AppContext.BaseDirectory, "prompts"))
            .AddApi(builder.Configuration)
            .AddHostedService<StartUp>();
    }
}
