using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore;

namespace Zhiyu.Functions.Mcp;

/// <summary>
/// The library's HTTP transport without the routing that it is made for: it maps its endpoint here, and the trigger
/// calls it. Its services are its own, so that its background service is never started.
/// </summary>
internal sealed class StatelessTransport : IEndpointRouteBuilder, IDisposable
{
    private readonly ServiceProvider _services;

    public StatelessTransport(ForumServer server, ILoggerFactory logging, IHostApplicationLifetime lifetime)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(logging).AddSingleton(lifetime);
        services.AddMcpServer().WithHttpTransport(options =>
        {
            options.SessionMode = HttpServerSessionMode.Stateless;
            options.ConfigureSessionOptions = (httpContext, session, _) =>
            {
                server.Configure(session, httpContext);
                return Task.CompletedTask;
            };
        });
        _services = services.BuildServiceProvider();
        this.MapMcp();
        HandlePost = DataSources.SelectMany(source => source.Endpoints).Single().RequestDelegate!;
    }

    /// <summary>Answers a message.</summary>
    public RequestDelegate HandlePost { get; }

    public ICollection<EndpointDataSource> DataSources { get; } = [];

    public IServiceProvider ServiceProvider => _services;

    public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(_services);

    public void Dispose() => _services.Dispose();
}
