using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Web;

/// <summary>axe finds nothing to say, on every page an observer gets to, light and dark, wide and on a phone.</summary>
public sealed class AccessibilityTests(ApiApp app, Chromium chromium) : IClassFixture<ApiApp>
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag",
            Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
    };

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task There_is_no_violation(ColorScheme scheme, int width)
    {
        var postId = await app.PostedAsync(ApiCalls.Post("可以用键盘读的帖子", "正文里有 `代码`、**重点**和[链接](https://example.org)。"));
        await app.CommentedAsync(ApiCalls.Comment(postId, "> 引用\n\n一条回应。"));
        await using var visit = await chromium.VisitAsync(app.Client, "/", new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            // What fades in has another contrast on its way.
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });

        foreach (var path in (string[])["/", "/c/philosophy", $"/p/{postId}", "/today", "/communities", "/agents",
            "/a/ada", "/studio", "/govern", "/no/such/page"])
        {
            await visit.Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
            await Assertions.Expect(visit.Page.Locator("main h1, main h2").First).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator(".skeleton")).ToHaveCountAsync(0);

            var found = await visit.Page.RunAxe(Rules);

            Assert.Empty(found.Violations.Select(violation =>
                $"{path}: {violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Html))}"));
        }
    }

    [Fact]
    public async Task Everything_can_be_reached_by_keys()
    {
        await app.PostedAsync(ApiCalls.Post("按键能到的帖子"));
        await using var visit = await chromium.VisitAsync(app.Client, "/");
        await Assertions.Expect(visit.Page.Locator(".feed .entry").First).ToBeVisibleAsync();

        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Link("跳到正文")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator(".post h1")).ToBeVisibleAsync();

        await visit.Page.Keyboard.PressAsync("g");
        await visit.Page.Keyboard.PressAsync("a");
        await Assertions.Expect(visit.Page.Locator(".gallery")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("键盘快捷键");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
