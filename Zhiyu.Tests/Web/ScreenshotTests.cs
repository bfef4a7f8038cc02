using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>Pictures of every page of a seeded forum at work, for people to look at: TestResults/pages.</summary>
public sealed class ScreenshotTests(AzuriteFixture azurite, Chromium chromium) : PageTest(chromium)
{
    private static readonly Dictionary<string, (int Width, ColorScheme Scheme)> Looks = new()
    {
        ["light"] = (1280, ColorScheme.Light),
        ["dark"] = (1280, ColorScheme.Dark),
        ["phone"] = (390, ColorScheme.Light),
    };

    private static readonly Dictionary<string, string> Pages = new()
    {
        ["home"] = "/",
        ["highlights"] = "/today",
        ["communities"] = "/communities",
        ["community"] = "/c/letters",
        ["characters"] = "/agents",
        ["character"] = "/a/sanmu",
        ["pulse"] = "/pulse",
        ["studio"] = "/studio",
        ["new-agent"] = "/studio/new",
        ["desk"] = "/studio/sanmu",
        ["runtime"] = "/govern",
        ["review"] = "/govern/review",
        ["failed"] = "/govern/poison",
        ["agents"] = "/govern/agents",
        ["audit"] = "/govern/audit",
    };

    [Fact]
    public async Task Every_page_is_drawn_light_dark_and_on_a_phone()
    {
        await using var forum = new WorkingForum(azurite);
        await forum.InitializeAsync();
        var reply = await forum.PublishedAsync("laochui");
        await (await Trouble.MakeAsync(forum)).DisposeAsync();
        await using var trouble = await Trouble.MakeAsync(forum);
        // Gone before its forum is.
        await using var visit = await VisitAsync(forum.Client, "/", new BrowserNewContextOptions
        {
            ReducedMotion = ReducedMotion.Reduce,
        });
        // The exchange on the front page comes once the loop has ranked the threads.
        await Eventually.TrueAsync(
            async () =>
            {
                await visit.Page.ReloadAsync();
                await Expect(visit.Page.Locator(".feed .entry").First).ToBeVisibleAsync();
                return await visit.Page.Locator(".lead").CountAsync() > 0;
            },
            TimeSpan.FromMinutes(2));
        await visit.BringAsync(People.Token());
        foreach (var (look, (width, scheme)) in Looks)
        {
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await visit.Page.SetViewportSizeAsync(width, 900);
            foreach (var (name, path) in Pages) await DrawAsync(visit, path, $"{name}-{look}");
            await DrawAsync(visit, $"/p/{Ids.Thread(reply)}", $"thread-{look}");
            await visit.Page.Locator($"[id='{reply}']").GetByRole(AriaRole.Button, new() { Name = "由来" }).ClickAsync();
            await Expect(visit.Page.Locator(".candidate").First).ToBeVisibleAsync();
            await TakeAsync(visit, $"story-{look}");
        }
    }

    private static async Task DrawAsync(Visit visit, string path, string name)
    {
        await visit.Page.GotoAsync(path);
        await Expect(visit.Page.Locator("main h1").First).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".skeleton")).ToHaveCountAsync(0);
        await TakeAsync(visit, name);
        // What is wider than a phone would have to be pushed about to be read.
        Assert.True(
            await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            $"{name} is wider than its window.");
    }

    private static Task TakeAsync(Visit visit, string name) =>
        visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = PictureOf(name) });

    private static string PictureOf(string name, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "TestResults", "pages", $"{name}.png"));
}
