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
    // Additional time to release messages after the functions' shutdown timeout.
    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(3);

    public static WebApplicationBuilder CreateBuilder(string[] args, LocalHostOptions options)
    {
        // The slim builder has no HTTPS, IIS or debug log, so the app starts faster.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = options.BaseDirectory,
            EnvironmentName = EnvironmentName(),
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // The host also throws what it logs below Critical, so a failed start would be reported twice.
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
        if (options.FunctionTypes.SelectMany(type => type.GetMethods()).Any(MayReturnAction))
            services.AddMvcCore();
        services.AddSingleton(new AzuriteOptions());
        services.AddSingleton<ILocalHostPrerequisite, AzuritePrerequisite>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopLimit + ReleaseTime);
        // Registered last, so that they start after the app's own hosted services and stop before them.
        services.AddHostedService<QueueListeners>();
        services.AddHostedService<TimerListeners>();
        HttpServer.Configure(builder, options);

        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<HttpFunctions>().HandleAsync);
        return new LocalFunctionsHost(app);
    }

    // MVC scans all assemblies of the app, so it is added only when a function needs it.
    private static bool MayReturnAction(MethodInfo function) =>
        function.IsDefined(typeof(FunctionAttribute)) && IsAction(function.ReturnType);

    private static bool IsAction(Type type) =>
        type == typeof(object)
        || type.IsAssignableTo(typeof(IActionResult))
        || (type.IsGenericType && type.GetGenericArguments().Any(IsAction));

    // Core Tools runs apps in Development unless told otherwise.
    private static string EnvironmentName() =>
        Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? Environments.Development;
}
