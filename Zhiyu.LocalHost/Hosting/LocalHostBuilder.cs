using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Settings;

namespace Zhiyu.LocalHost.Hosting;

/// <summary>
/// Collects an app's services, settings and middleware, and builds the host that runs its functions in this process, as
/// <c>FunctionsApplicationBuilder</c> does on the platform.
/// </summary>
internal sealed class LocalHostBuilder : IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _builder;
    private readonly LocalHostOptions _options;
    private readonly FunctionPipeline _pipeline = new();

    /// <exception cref="StartRefusedException">The local settings can't be read.</exception>
    public LocalHostBuilder(string[] args, LocalHostOptions options)
    {
        _options = options;
        // Applied before the builder is created, because the builder reads the environment once.
        var settings = LocalSettings.Load(options.BaseDirectory);
        settings.ApplyToEnvironment();
        _builder = LocalHostServices.CreateBuilder(args, options);
        _builder.Services.AddSingleton(settings);
    }

    public IServiceCollection Services => _builder.Services;

    public ConfigurationManager Configuration => _builder.Configuration;

    public ILoggingBuilder Logging => _builder.Logging;

    /// <summary>Adds a middleware. The first one is the outermost.</summary>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _pipeline.Use(middleware);
        return this;
    }

    /// <summary>Call it once: the host takes over all registrations.</summary>
    public LocalFunctionsHost Build() => LocalHostServices.Build(_builder, _options, _pipeline);
}
