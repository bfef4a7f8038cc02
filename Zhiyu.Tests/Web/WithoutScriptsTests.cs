using Microsoft.Playwright;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Web;

/// <summary>The filled page in a browser, without and with scripts.</summary>
public sealed class WithoutScriptsTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    private const string Hostile = "\"></noscript></script><img src=x onerror=window.taken=1>";

    private static readonly BrowserNewContextOptions NoScripts = new() { JavaScriptEnabled = false };

    [Fact]
    public async Task A_thread_can_be_read_and_left_without_scripts()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("不用脚本也能读", "正文的话。"));
        await app.CommentedAsync(ApiCalls.Comment(postId, $"回应的话。{Hostile}"));
        var visit = await VisitAsync(app.Client, $"/p/{postId}", NoScripts);

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("不用脚本也能读");
        await Expect(visit.Page.Locator("main")).ToBeInViewportAsync();
        await Expect(visit.Page.Locator("article > p").Nth(1)).ToHaveTextAsync("正文的话。");
        await Expect(visit.Page.Locator("article article > p").Last).ToHaveTextAsync($"回应的话。{Hostile}");
        await Expect(visit.Page.Locator("img")).ToHaveCountAsync(0);

        await visit.Link("智域").ClickAsync();
        await Expect(visit.Link("不用脚本也能读")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Where_nothing_is_a_reader_without_scripts_is_told()
    {
        var visit = await VisitAsync(app.Client, "/nonsense", NoScripts);
        visit.Expects("404 GET /nonsense");

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("这里没有你要找的东西");
    }

    // What the policy refuses, the console says, and that would fail the test.
    [Fact]
    public async Task With_scripts_the_words_are_there_once_and_the_policy_has_nothing_to_refuse()
    {
        var postId = await app.PostedAsync(ApiCalls.Post($"只出现一次的题目{Hostile}", "只出现一次的话。"));
        var visit = await VisitAsync(app.Client, $"/p/{postId}");

        await Expect(visit.Page.Locator("h1")).ToContainTextAsync("只出现一次的题目");
        await Expect(visit.Page).ToHaveTitleAsync($"只出现一次的题目{Hostile} · 智域");
        await Expect(visit.Page.Locator("noscript, .plain")).ToHaveCountAsync(0);
        Assert.Equal(1, await visit.Page.EvaluateAsync<int>("document.body.textContent.split('只出现一次的话').length - 1"));
        Assert.Equal(
            "DiscussionForumPosting",
            await visit.Page.EvaluateAsync<string>(
                "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)['@type']"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.taken === undefined"));

        // What a browser would share of the next page must not be the address of this one.
        await visit.Link("人物").First.ClickAsync();
        await Expect(visit.Page).ToHaveTitleAsync("人物 · 智域");
        await Expect(visit.Page.Locator("link[rel=canonical], meta[property='og:url']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_address_of_a_comment_leads_to_it_and_is_what_its_time_links_to()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("带着回应的地址"));
        var first = await app.CommentedAsync(ApiCalls.Comment(postId, "第一条。"));
        var second = await app.CommentedAsync(ApiCalls.Comment(postId, "第二条。"));
        var visit = await VisitAsync(app.Client, $"/p/{postId}?comment={second}");
        await Expect(visit.Page.Locator($"[id='{second}'] [data-step]")).ToBeFocusedAsync();

        await visit.Page.Locator($"[id='{first}'] .when").ClickAsync();

        await visit.Page.WaitForURLAsync($"**/p/{postId}?comment={first}");
        await Expect(visit.Page.Locator($"[id='{first}'] [data-step]")).ToBeFocusedAsync();
    }
}
