using Microsoft.Playwright;
using Zhiyu.Tests.Web;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Zhiyu.Tests.Web;

/// <summary>
/// The one browser of the test assembly: a Chromium that is on the machine already, started for the first test that
/// needs it. Where there is none, such tests are skipped.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Setting = "ZHIYU_TEST_CHROMIUM";

    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    private static readonly string[] Places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    // It would look for updates and more, at hosts that a test has no business with.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A profile of its own for addresses of the app; without a browser, skips the test.</summary>
    internal async Task<Visit> VisitAsync(HttpClient app, BrowserNewContextOptions? options = null)
    {
        var browser = await StartAsync();
        options ??= new BrowserNewContextOptions();
        options.BaseURL = app.BaseAddress!.ToString();
        options.Locale ??= "zh-CN";
        options.ViewportSize ??= new ViewportSize { Width = 1280, Height = 900 };
        return new Visit(await browser.NewContextAsync(options));
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        var path = Find();
        Assert.SkipWhen(path is null, $"No Chromium is on the PATH, and {Setting} names none.");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            // Without the stream the page looks for what is new every 8 s.
            Assertions.SetDefaultExpectTimeout(30_000);
            return _browser ??= await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments });
        }
        finally
        {
            _starting.Release();
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } given) return given;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .Concat(Places)
            .FirstOrDefault(File.Exists);
    }
}
