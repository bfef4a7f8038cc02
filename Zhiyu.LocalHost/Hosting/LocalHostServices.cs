using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Azurite;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Http;
using Zhiyu.LocalHost.Queues;
using Zhiyu.LocalHost.Timers;

namespace Zhiyu.LocalHost.Hosting;

/// <summary>Composes the host: one container for the app, the HTTP server and the listeners.</summary>
internal static class LocalHostServices
{
    // After the limit of the functions: the time to give messages back.
    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(3);

    public static WebApplicationBuilder CreateBuilder(string[] args, LocalHostOptions options)
    {
        // Without HTTPS, IIS, the debugger's log and the like: a developer waits for each start.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = options.BaseDirectory,
            EnvironmentName = EnvironmentName(),
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // What it logs below that it throws as well: a refused start would be told twice.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        return builder;
    }

    public static LocalFunctionsHost Build(
        WebApplicationBuilder builder, LocalHostOptions options, FunctionPipeline pipeline)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(pipeline);
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<QueueBell>();
        services.AddSingleton<FunctionSwitch>();
        services.AddSingleton<StopSignals>();
        services.AddSingleton<HttpFunctions>();
        services.AddSingleton(provider => LocalHostPlan.Create(
            options,
            provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<IInlineConstraintResolver>()));
        services.AddSingleton(provider => provider.GetRequiredService<LocalHostPlan>().Routes);
        services.AddRouting();
        if (options.FunctionTypes.SelectMany(type => type.GetMethods()).Any(MayAnswerWithAction))
            services.AddMvcCore();
        services.AddSingleton(new AzuriteOptions());
        services.AddSingleton<ILocalHostPrerequisite, AzuritePrerequisite>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopLimit + ReleaseTime);
        // Last, so that they start after the app's own hosted services and stop before them.
        services.AddHostedService<QueueListeners>();
        services.AddHostedService<TimerListeners>();
        HttpServer.Configure(builder, options);

        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<HttpFunctions>().HandleAsync);
        return new LocalFunctionsHost(app);
    }

    // MVC looks through all assemblies of the app, and few functions need it.
    private static bool MayAnswerWithAction(MethodInfo function) =>
        function.IsDefined(typeof(FunctionAttribute)) && IsAction(function.ReturnType);

    private static bool IsAction(Type answer) =>
        answer == typeof(object)
        || answer.IsAssignableTo(typeof(IActionResult))
        || (answer.IsGenericType && answer.GetGenericArguments().Any(IsAction));

    // Core Tools runs apps in Development unless told otherwise.
    private static string EnvironmentName() =>
        Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? Environments.Development;
}
