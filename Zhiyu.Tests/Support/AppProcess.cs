using System.Diagnostics;

namespace Zhiyu.Tests.Support;

/// <summary>The app as anyone runs it: a process of its own, over HTTP, which can be killed.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly Process _process;

    private AppProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public static async Task<AppProcess> StartAsync(string account, IReadOnlyDictionary<string, string> settings)
    {
        var port = FreePorts.Take(1)[0];
        var start = new ProcessStartInfo("dotnet", Path.Combine(AppContext.BaseDirectory, "Zhiyu.LocalHost.dll"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AzureWebJobsStorage"] = account;
        start.Environment["LOCALHOST_PORT"] = $"{port}";
        // A secret of the tests, so that none is made for the developer whose machine this is.
        start.Environment["JWT_SECRET"] = Api.ApiApp.JwtSecret;
        start.Environment["ALLOCATION_RESPONSE_SPACING_SECONDS"] = "0";
        start.Environment["ALLOCATION_COOLDOWN_SECONDS"] = "0";
        start.Environment["RUNTIME_POST_MAX_PER_DAY"] = "0";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var app = new AppProcess(process, new Uri($"http://127.0.0.1:{port}"));
        await Eventually.TrueAsync(app.AnswersAsync, TimeSpan.FromMinutes(1));
        return app;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed or released.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_process.HasExited, "The app ended instead of answering.");
        try
        {
            return (await Client.GetAsync("/v1/health", TestContext.Current.CancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
