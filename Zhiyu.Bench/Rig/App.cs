namespace Zhiyu.Bench.Rig;

/// <summary>
/// The app as users run it: the build output in its own process, with settings in environment variables.
/// </summary>
internal sealed class App : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private App(ChildProcess process, Uri address)
    {
        Process = process;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 512 })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(5),
        };
    }

    public ChildProcess Process { get; }

    public HttpClient Client { get; }

    /// <summary>Starts the app and waits until it answers.</summary>
    public static async Task<App> StartAsync(
        IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "Zhiyu.LocalHost.dll");
        if (!File.Exists(assembly))
            throw new BenchException($"{assembly} is missing: build Zhiyu.Bench.");
        var port = FreePorts.Take(1)[0];
        var process = ChildProcess.Start(
            "dotnet", [assembly], new Dictionary<string, string>(settings) { ["LOCALHOST_PORT"] = $"{port}" });
        var app = new App(process, new Uri($"http://127.0.0.1:{port}"));
        try
        {
            await Wait.UntilAsync(app.IsReadyAsync, "the app to answer", StartLimit, cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return app;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Process.DisposeAsync();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (Process.HasExited) throw new BenchException($"The app ended instead of answering:\n{Process.LastLines}");
        try
        {
            using var response = await Client.GetAsync(new Uri("/v1/health", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            // The app does not listen yet, or did not answer within the timeout.
            return false;
        }
    }
}
