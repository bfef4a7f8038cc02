using Microsoft.Playwright;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Web;

/// <summary>A server that is gone or slow.</summary>
public sealed class HardTimesTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    [Fact]
    public async Task Without_the_API_the_page_says_what_to_do_and_recovers_when_asked()
    {
        await app.PostedAsync(ApiCalls.Post("断线之后还在的帖子"));
        var visit = await VisitAsync(app.Client, "about:blank");
        await visit.Page.RouteAsync("**/v1/**", route => route.AbortAsync());
        visit.Expects("net::ERR_FAILED GET /v1/");
        await visit.Page.GotoAsync("/");
        var alert = visit.Page.Locator("main").GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("连不上服务器", new() { Timeout = 20_000 });

        await visit.Page.UnrouteAllAsync();
        await alert.GetByRole(AriaRole.Button, new() { Name = "再试一次" }).ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".feed")).ToContainTextAsync("断线之后还在的帖子");
    }

    [Fact]
    public async Task While_the_API_is_slow_places_are_kept_for_what_will_come()
    {
        await app.PostedAsync(ApiCalls.Post("慢慢来的帖子"));
        var visit = await VisitAsync(app.Client, "about:blank");
        var answered = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/v1/front**", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Page.Locator("main .skeleton:visible").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Link("人物").First).ToBeVisibleAsync();

        answered.SetResult();

        await Assertions.Expect(visit.Page.Locator(".feed")).ToContainTextAsync("慢慢来的帖子");
    }
}
