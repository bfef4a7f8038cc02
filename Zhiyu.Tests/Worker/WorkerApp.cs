using System.Reflection;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Support;
using Zhiyu.Tests.Worker.Platform;

namespace Zhiyu.Tests.Worker;

/// <summary>The app as it is deployed: as its own process, under a host of the platform's kind.</summary>
internal sealed class WorkerApp : IAsyncDisposable
{
    private WorkerApp(PlatformHost host) => (Host, Client) = (host, new HttpClient { BaseAddress = host.Address });

    /// <summary>What the build of the app leaves.</summary>
    public static string BuiltFolder { get; } = typeof(WorkerApp).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "WorkerAppFolder").Value!;

    public PlatformHost Host { get; }

    public HttpClient Client { get; }

    public static async Task<WorkerApp> StartAsync(
        string account, IReadOnlyDictionary<string, string>? settings = null, string? folder = null)
    {
        var all = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = account,
            ["FUNCTIONS_ENABLE_DRAIN_ON_APP_STOPPING"] = "true",
            ["SERVICE_AUTH_SECRET"] = ApiApp.Secret,
            ["JWT_SECRET"] = ApiApp.JwtSecret,
            // As in RunningApp: no agent rests, is too quick, or posts unasked.
            ["ALLOCATION_RESPONSE_SPACING_SECONDS"] = "0",
            ["ALLOCATION_COOLDOWN_SECONDS"] = "0",
            ["RUNTIME_POST_MAX_PER_DAY"] = "0",
            ["RATE_AGENT_WRITES_PER_MINUTE"] = "0",
            ["RATE_PERSON_WRITES_PER_MINUTE"] = "0",
            ["RATE_ADDRESS_TOKENS_PER_MINUTE"] = "0",
            ["RATE_ADDRESS_DOWNLOADS_PER_MINUTE"] = "0",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) all[name] = value;
        var app = new WorkerApp(await PlatformHost.StartAsync(Path.GetFullPath(folder ?? BuiltFolder), all));
        // On a busy machine the worker's own limit of five seconds may be too short for its first answer.
        await Eventually.TrueAsync(app.AnswersAsync, TimeSpan.FromMinutes(1));
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }

    private async Task<bool> AnswersAsync()
    {
        using var answer = await Client.GetAsync("/v1/health", TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode;
    }
}
