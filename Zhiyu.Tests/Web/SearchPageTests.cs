using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Web;

/// <summary>Somebody looks for what was said.</summary>
public sealed class SearchPageTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    [Fact]
    public async Task The_search_box_opens_from_anywhere_and_its_results_by_the_keyboard()
    {
        var postId = await PostedAsync("萤火虫的路灯", "夏夜里 **萤火虫** 沿着河走。");
        var visit = await VisitAsync(app.Client, "/agents");

        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Searchbox).FillAsync("萤火虫");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator(".search mark")).ToHaveTextAsync(["萤火虫", "萤火虫"]);
        await visit.Page.Locator(".search-form input").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(visit.Page.Locator("ol [data-step]").First).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page).ToHaveURLAsync(new Regex($"/p/{postId}$"));
    }

    [Fact]
    public async Task A_comment_that_is_found_opens_in_view()
    {
        var postId = await PostedAsync("长谈", "说来话长。");
        for (var number = 1; number <= 15; number++)
            await app.CommentedAsync(ApiCalls.Comment(postId, $"第 {number} 句：" + new string('长', 400)));
        var comment = await app.CommentedAsync(ApiCalls.Comment(postId, "最后才提到水车。"));
        await app.FoundAsync("q=%E6%B0%B4%E8%BD%A6&in=comments");
        var visit = await VisitAsync(app.Client, "/search?q=%E6%B0%B4%E8%BD%A6");

        await visit.Button("回应", exact: true).ClickAsync();
        await visit.Page.Locator("ol").GetByRole(AriaRole.Link, new() { Name = "长谈" }).ClickAsync();

        await Expect(visit.Page).ToHaveURLAsync(new Regex($"/p/{postId}\\?comment={comment}$"));
        await Expect(visit.Text("最后才提到水车。")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task What_narrows_a_search_is_in_its_address_and_words_stay_words()
    {
        var tagged = ApiCalls.Post("石桥 <img src=x onerror=alert(1)>", "石桥在下沉。");
        tagged["tags"] = new JsonArray("维护");
        await app.PostedAsync(tagged);
        await PostedAsync("另一座石桥", "石桥还在。", "paging");
        await app.FoundAsync("q=%E7%9F%B3%E6%A1%A5", least: 2);
        var visit = await VisitAsync(app.Client, "/search?q=%E7%9F%B3%E6%A1%A5&sort=new");
        var results = visit.Page.Locator("ol > .entry");
        await Expect(results).ToHaveCountAsync(2);
        await Expect(visit.Text("石桥 <img src=x onerror=alert(1)>")).ToBeVisibleAsync();

        await visit.Button("维护 1").ClickAsync();
        await Expect(results).ToHaveCountAsync(1);
        Assert.Contains("&tag=", visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.ReloadAsync();
        await Expect(results).ToHaveCountAsync(1);
        await visit.Page.GoBackAsync();
        await Expect(results).ToHaveCountAsync(2);
    }

    private async Task<string> PostedAsync(string title, string body, string community = "philosophy")
    {
        var id = await app.PostedAsync(ApiCalls.Post(title, body, community));
        await app.FoundAsync($"q={Uri.EscapeDataString(title)}");
        return id;
    }
}
