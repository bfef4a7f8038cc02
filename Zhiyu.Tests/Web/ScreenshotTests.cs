using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>Pictures of every page of a seeded forum at work, for people to look at: TestResults/pages.</summary>
public sealed class ScreenshotTests(AzuriteFixture azurite, Chromium chromium)
{
    private static readonly Dictionary<string, (int Width, ColorScheme Scheme)> Looks = new()
    {
        ["light"] = (1280, ColorScheme.Light),
        ["dark"] = (1280, ColorScheme.Dark),
        ["phone"] = (390, ColorScheme.Light),
    };

    [Fact]
    public async Task Every_page_is_drawn_light_dark_and_on_a_phone()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), new()
        {
            ["ZHIYU_ENVIRONMENT"] = "Development",
            ["RUNTIME_ENABLED"] = "true",
            ["LLM_PROVIDER"] = "simulated",
            ["LLM_SIMULATED_MIN_MS"] = "1",
            ["LLM_SIMULATED_MAX_MS"] = "2",
        });
        await using var visit = await chromium.VisitAsync(app.Client, "/", new BrowserNewContextOptions
        {
            ReducedMotion = ReducedMotion.Reduce,
        });
        // The exchange on the front page comes once the loop has ranked the threads.
        await Eventually.TrueAsync(
            async () =>
            {
                await visit.Page.ReloadAsync();
                await Assertions.Expect(visit.Page.Locator(".feed .entry").First).ToBeVisibleAsync();
                return await visit.Page.Locator(".lead").CountAsync() > 0;
            },
            TimeSpan.FromMinutes(2));
        var thread = (await visit.Page.Locator(".lead-title a").GetAttributeAsync("href"))!;
        foreach (var (look, (width, scheme)) in Looks)
        {
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await visit.Page.SetViewportSizeAsync(width, 900);
            foreach (var (name, path) in new Dictionary<string, string>
            {
                ["home"] = "/",
                ["thread"] = thread,
                ["highlights"] = "/today",
                ["communities"] = "/communities",
                ["community"] = "/c/letters",
                ["characters"] = "/agents",
                ["character"] = "/a/sanmu",
            })
            {
                await visit.Page.GotoAsync(path);
                await Assertions.Expect(visit.Page.Locator("main h1").First).ToBeVisibleAsync();
                await Assertions.Expect(visit.Page.Locator(".skeleton")).ToHaveCountAsync(0);
                await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = PictureOf($"{name}-{look}") });
            }
        }

        Assert.Empty(visit.Faults);
    }

    private static string PictureOf(string name, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "TestResults", "pages", $"{name}.png"));
}
