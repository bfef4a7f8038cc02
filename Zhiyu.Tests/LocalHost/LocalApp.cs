using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.Tests.LocalHost;

/// <summary>An app of the given function classes, running in this process on a free port.</summary>
internal sealed class LocalApp : IAsyncDisposable
{
    private readonly string _folder;
    private readonly LocalFunctionsHost _host;
    private bool _stopped;

    private LocalApp(string folder, LocalFunctionsHost host) => (_folder, _host) = (folder, host);

    public HttpClient Http { get; } = new();

    public IServiceProvider Services => _host.Services;

    public IConfiguration Configuration => Services.GetRequiredService<IConfiguration>();

    public static async Task<LocalApp> StartAsync(Setup setup)
    {
        var app = Build(setup);
        try
        {
            await app._host.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        app.Http.BaseAddress = new Uri(addresses.Addresses.Single());
        return app;
    }

    public async Task StopAsync()
    {
        _stopped = true;
        await _host.StopAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopped) await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        Http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static LocalApp Build(Setup setup)
    {
        var folder = Directory.CreateTempSubdirectory("zhiyu-localhost-").FullName;
        foreach (var (name, text) in setup.Files) File.WriteAllText(Path.Combine(folder, name), text);
        var builder = new LocalHostBuilder([], new LocalHostOptions
        {
            BaseDirectory = folder,
            FunctionTypes = setup.Functions,
            Port = setup.Port,
            FirstPollingInterval = setup.FirstPollingInterval,
            MessageInvisibility = setup.Invisibility,
            StopLimit = setup.StopLimit,
        });
        builder.Logging.ClearProviders().AddProvider(setup.Logs);
        builder.Configuration.AddInMemoryCollection(setup.Settings);
        setup.Configure(builder);
        return new LocalApp(folder, builder.Build());
    }

    /// <summary>What a test wants to be different.</summary>
    public sealed record Setup(params Type[] Functions)
    {
        public Dictionary<string, string?> Settings { get; init; } = [];

        public Dictionary<string, string> Files { get; init; } = new()
        {
            ["host.json"] = """{ "extensions": { "http": { "routePrefix": "" } } }""",
        };

        public Action<LocalHostBuilder> Configure { get; init; } = _ => { };

        public int Port { get; init; }

        public TimeSpan FirstPollingInterval { get; init; } = TimeSpan.FromMilliseconds(10);

        public TimeSpan Invisibility { get; init; } = TimeSpan.FromSeconds(60);

        public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(10);

        public LogLines Logs { get; } = new();
    }
}
