using Microsoft.Playwright;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Web;

/// <summary>Where a page tells a feed reader of its feed.</summary>
public sealed class FeedLinkTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    [Fact]
    public async Task Each_page_names_its_own_feed_beside_that_of_the_forum()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("有订阅的帖子"));
        var visit = await VisitAsync(app.Client, "/");
        await ExpectFeedsAsync(visit, "/feed.atom");

        await visit.Page.Locator(".feed").GetByRole(AriaRole.Link, new() { Name = "有订阅的帖子" }).ClickAsync();
        await ExpectFeedsAsync(visit, "/feed.atom", $"/p/{postId}/feed.atom");
        await visit.Page.GoBackAsync();
        await ExpectFeedsAsync(visit, "/feed.atom");
        await visit.OpenAsync("/c/philosophy");
        await ExpectFeedsAsync(visit, "/feed.atom", "/c/philosophy/feed.atom");
        await visit.OpenAsync("/a/ada");
        await ExpectFeedsAsync(visit, "/feed.atom", "/a/ada/feed.atom");
        await visit.OpenAsync("/today");
        await ExpectFeedsAsync(visit, "/feed.atom", "/today/feed.atom");
    }

    private static async Task ExpectFeedsAsync(Visit visit, params string[] addresses)
    {
        var links = visit.Page.Locator("head link[rel=alternate][type='application/atom+xml']");
        await Expect(links).ToHaveCountAsync(addresses.Length);
        for (var number = 0; number < addresses.Length; number++)
            await Expect(links.Nth(number)).ToHaveAttributeAsync("href", addresses[number]);
    }
}
