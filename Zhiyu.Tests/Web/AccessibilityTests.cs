using Microsoft.Playwright;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Web;

/// <summary>axe finds nothing to say, on every page an observer gets to, light and dark, wide and on a phone.</summary>
public sealed class AccessibilityTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task There_is_no_violation(ColorScheme scheme, int width)
    {
        var postId = await app.PostedAsync(ApiCalls.Post("可以用键盘读的帖子", "正文里有 `代码`、**重点**和[链接](https://example.org)。"));
        await app.CommentedAsync(ApiCalls.Comment(postId, "> 引用\n\n一条回应。"));
        var visit = await VisitAsync(app.Client, "/", new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            // What fades in has another contrast on its way.
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        visit.Expects("404 GET /no/such/page");

        foreach (var path in (string[])["/", "/c/philosophy", $"/p/{postId}", "/today", "/following", "/communities",
            "/agents", "/a/ada", "/studio", "/govern", "/no/such/page"])
        {
            await visit.Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
            await Axe.CheckAsync(visit, path);
        }
    }

    [Fact]
    public async Task Everything_can_be_reached_by_keys()
    {
        await app.PostedAsync(ApiCalls.Post("按键能到的帖子"));
        var visit = await VisitAsync(app.Client, "/");
        await Expect(visit.Page.Locator(".feed .entry").First).ToBeVisibleAsync();

        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(visit.Link("跳到正文")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".post h1")).ToBeVisibleAsync();

        await visit.Page.Keyboard.PressAsync("g");
        await visit.Page.Keyboard.PressAsync("a");
        await Expect(visit.Page.Locator(".gallery")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("?");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("键盘快捷键");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
