using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Moderation.Rules;
using Zhiyu.Core.Settings;
using Zhiyu.Functions;
using Zhiyu.Functions.Access;
using Zhiyu.LocalHost.Hosting;
using Zhiyu.Tests.Moderation;

namespace Zhiyu.Tests.Support;

/// <summary>The whole app on the local host, in this process, on a port of its own.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly IHost _host;

    private readonly string _folder;

    private RunningApp(IHost host, string folder) => (_host, _folder) = (host, folder);

    public HttpClient Client { get; } = new();

    public IServiceProvider Services => _host.Services;

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<RunningApp> StartAsync(
        string storage, Dictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
    {
        var folder = NewBaseDirectory();
        var builder = new LocalHostBuilder([], new LocalHostOptions
        {
            Port = 0,
            FunctionTypes = typeof(ZhiyuApp).Assembly.GetTypes(),
            BaseDirectory = folder,
        });
        // No cooldown, no delay and no scheduled posts, unless a test says otherwise.
        builder.Configuration["ALLOCATION_RESPONSE_SPACING_SECONDS"] = "0";
        builder.Configuration["ALLOCATION_COOLDOWN_SECONDS"] = "0";
        builder.Configuration["RUNTIME_POST_MAX_PER_DAY"] = "0";
        // Nor is anybody too quick.
        foreach (var rate in (string[])["AGENT_WRITES", "PERSON_WRITES", "ADDRESS_TOKENS", "ADDRESS_DOWNLOADS"])
            builder.Configuration[$"RATE_{rate}_PER_MINUTE"] = "0";
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration["AzureWebJobsStorage"] = storage;
        builder.Logging.ClearProviders();
        builder.UseZhiyu();
        builder.Services.AddZhiyu(builder.Configuration);
        builder.Services.AddSingleton(new StartupFile<RuleSet>(() => Samples.Book));
        builder.Services.AddSingleton(new LocalFolder(Path.Combine(folder, "user")));
        configure?.Invoke(builder.Services);

        var app = new RunningApp(builder.Build(), folder);
        try
        {
            await app._host.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var addresses = app.Get<IServer>().Features.Get<IServerAddressesFeature>()!;
        app.Client.BaseAddress = new Uri(addresses.Addresses.First());
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // With host.json, but without the developer's settings, which would become this process's environment.
    private static string NewBaseDirectory()
    {
        var folder = Directory.CreateTempSubdirectory("zhiyu-app-").FullName;
        File.Copy(Path.Combine(AppContext.BaseDirectory, "host.json"), Path.Combine(folder, "host.json"));
        return folder;
    }
}
