using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Hosting;
using Zhiyu.LocalHost.Settings;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Collects an app's services, settings and middleware, and builds the host that runs its functions.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _builder;
    private readonly LocalHostOptions _options;
    private readonly FunctionPipeline _pipeline = new();
    private bool _servesHttp;
    private bool _built;

    internal FunctionsApplicationBuilder(string[]? args, LocalHostOptions options)
    {
        _options = options;
        // Before the builder: it reads the environment once, when it is created.
        var settings = LocalSettings.Load(options.BaseDirectory);
        settings.ApplyToEnvironment();
        _builder = LocalHostServices.CreateBuilder(args, options);
        _builder.Services.AddSingleton(settings);
    }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_builder).Properties;

    public ConfigurationManager Configuration => _builder.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public IHostEnvironment Environment => _builder.Environment;

    public ILoggingBuilder Logging => _builder.Logging;

    public IMetricsBuilder Metrics => _builder.Metrics;

    public IServiceCollection Services => _builder.Services;

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory,
        Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_builder).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        RefuseWhenBuilt();
        _pipeline.Use(middleware);
        return this;
    }

    public IHost Build()
    {
        RefuseWhenBuilt();
        _built = true;
        return LocalHostServices.Build(_builder, _options, _pipeline, _servesHttp);
    }

    internal void ServeHttp()
    {
        // The real worker answers some requests with an empty 500 in this order, by a race.
        if (!_pipeline.IsEmpty)
            throw new InvalidOperationException(
                "UseMiddleware was called before ConfigureFunctionsWebApplication(). Call it after.");
        _servesHttp = true;
    }

    private void RefuseWhenBuilt()
    {
        if (_built) throw new InvalidOperationException("The application has already been built.");
    }
}
