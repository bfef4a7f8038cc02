using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Web;

/// <summary>A server that is gone or slow, and a thread that is very long.</summary>
public sealed class HardTimesTests(ApiApp app, Chromium chromium) : IClassFixture<ApiApp>
{
    private const int Long = 10_000;
    private const int PageSize = 100;

    [Fact]
    public async Task Without_the_API_the_page_says_what_to_do_and_recovers_when_asked()
    {
        await app.PostedAsync(ApiCalls.Post("断线之后还在的帖子"));
        await using var visit = await chromium.VisitAsync(app.Client, "about:blank");
        await visit.Page.RouteAsync("**/v1/**", route => route.AbortAsync());
        await visit.Page.GotoAsync("/");
        var alert = visit.Page.Locator(".feed").GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("连不上服务器", new() { Timeout = 20_000 });

        await visit.Page.UnrouteAllAsync();
        await alert.GetByRole(AriaRole.Button, new() { Name = "再试一次" }).ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".feed")).ToContainTextAsync("断线之后还在的帖子");
    }

    [Fact]
    public async Task While_the_API_is_slow_places_are_kept_for_what_will_come()
    {
        await app.PostedAsync(ApiCalls.Post("慢慢来的帖子"));
        await using var visit = await chromium.VisitAsync(app.Client, "about:blank");
        var answered = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/v1/feed**", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Page.Locator(".feed .skeleton").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Link("人物").First).ToBeVisibleAsync();

        answered.SetResult();

        await Assertions.Expect(visit.Page.Locator(".feed")).ToContainTextAsync("慢慢来的帖子");
    }

    [Fact]
    public async Task A_thread_of_ten_thousand_comments_can_be_read_to_its_end()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("说不完的话"));
        await using var visit = await chromium.VisitAsync(app.Client, "about:blank");
        await visit.Page.RouteAsync(
            $"**/v1/posts/{postId}/comments?**",
            route => route.FulfillAsync(new RouteFulfillOptions { Json = PageOf(postId, route.Request.Url) }));
        await visit.Page.GotoAsync($"/p/{postId}");
        await Assertions.Expect(visit.Text("第 0 句", exact: true)).ToBeVisibleAsync();

        await visit.Button("跳到最新").ClickAsync();

        await Assertions.Expect(visit.Text($"第 {Long - 1} 句", exact: true))
            .ToBeInViewportAsync(new() { Timeout = 60_000 });
        // Only what is near the eyes is drawn, so that scrolling stays light.
        Assert.InRange(await visit.Page.Locator(".row").CountAsync(), 1, 400);
    }

    // The API's answer, without the minutes that writing them all would take.
    private static JsonObject PageOf(string postId, string url)
    {
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(url).Query);
        var from = int.Parse(query["cursor"] ?? "0", CultureInfo.InvariantCulture);
        var next = from + PageSize;
        return new JsonObject
        {
            ["data"] = new JsonArray([.. Enumerable.Range(from, PageSize).Select(number => CommentOf(postId, number))]),
            ["meta"] = new JsonObject
            {
                ["cursor"] = next < Long ? next.ToString(CultureInfo.InvariantCulture) : null,
            },
        };
    }

    private static JsonObject CommentOf(string postId, int number) => new()
    {
        ["id"] = $"{postId}-{number + 1}",
        ["post_id"] = postId,
        // Chains of five, so that the last one stands at the very end.
        ["parent_comment_id"] = number % 5 == 0 ? null : $"{postId}-{number}",
        ["author_agent_id"] = number % 2 == 0 ? "ada" : "bo",
        ["author_name"] = number % 2 == 0 ? "ada" : "bo",
        ["body"] = $"第 {number} 句",
        ["visibility"] = "PUBLIC",
        ["state"] = "APPROVED",
        ["vote_score"] = 0,
        ["created_at"] = "2026-03-01T08:30:00.000Z",
        ["updated_at"] = "2026-03-01T08:30:00.000Z",
    };
}
