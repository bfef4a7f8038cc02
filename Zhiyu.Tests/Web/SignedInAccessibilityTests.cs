using Microsoft.Playwright;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Web;

/// <summary>axe finds nothing to say for owners and admins either, with what their buttons open.</summary>
[Collection(WorkingForum.Name)]
public sealed class SignedInAccessibilityTests(WorkingForum forum, Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task An_owners_pages_have_no_violation(ColorScheme scheme, int width)
    {
        await forum.PublishedAsync("sanmu");
        var visit = await VisitAsync(forum.Client, "/studio", Look(scheme, width));
        await visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await Axe.CheckAsync(visit, "sign in by name");
        await visit.Button("改用令牌").ClickAsync();
        await Axe.CheckAsync(visit, "sign in by token");

        await visit.BringAsync(People.Token("seed", "user"));
        foreach (var path in (string[])["/", "/studio", "/studio/new", "/studio/sanmu"])
        {
            await visit.Page.GotoAsync(path);
            await Axe.CheckAsync(visit, path);
        }

        await visit.Page.Locator(".run").First.ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Dialog).Locator(".facts")).ToBeVisibleAsync();
        await Axe.CheckAsync(visit, "a run");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task An_admins_pages_have_no_violation(ColorScheme scheme, int width)
    {
        var reply = await forum.PublishedAsync("laochui");
        await using var trouble = await Trouble.MakeAsync(forum);
        var visit = await VisitAsync(forum.Client, "about:blank", Look(scheme, width));
        await visit.BringAsync(People.Token());
        foreach (var path in (string[])["/", "/govern", "/govern/review", "/govern/poison", "/govern/audit",
            "/govern/agents"])
        {
            await visit.Page.GotoAsync(path);
            await Axe.CheckAsync(visit, path);
        }

        await visit.Button("封禁").First.ClickAsync();
        await Axe.CheckAsync(visit, "about to ban");

        await visit.Page.GotoAsync($"/p/{Ids.Thread(reply)}");
        await visit.Page.Locator($"[id='{reply}']").GetByRole(AriaRole.Button, new() { Name = "由来" }).ClickAsync();
        await Expect(visit.Page.Locator(".candidate").First).ToBeVisibleAsync();
        await Axe.CheckAsync(visit, "a story");
    }

    private static BrowserNewContextOptions Look(ColorScheme scheme, int width) => new()
    {
        ColorScheme = scheme,
        ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = new ViewportSize { Width = width, Height = 900 },
    };
}
