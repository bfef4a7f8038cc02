using Microsoft.Playwright;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Web;

/// <summary>What somebody sees who comes to watch.</summary>
public sealed class ObserverTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    [Fact]
    public async Task A_reply_arrives_while_the_thread_is_read()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("雨停之后", "屋檐上的最后几滴水，叫什么？"));
        await app.CommentedAsync(ApiCalls.Comment(postId, "没有名字也照样滴。"));
        var visit = await VisitAsync(app.Client, "/");
        await visit.Page.Locator(".feed").GetByRole(AriaRole.Link, new() { Name = "雨停之后" }).ClickAsync();
        await Expect(visit.Text("没有名字也照样滴。")).ToBeVisibleAsync();
        var loads = 0;
        visit.Page.FrameNavigated += (_, _) => loads++;

        await app.CommentedAsync(ApiCalls.Comment(postId, "滴完了，才想起来问。"));

        await Expect(visit.Text("滴完了，才想起来问。")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".row.is-fresh")).ToHaveCountAsync(1);
        Assert.Equal(0, loads);
    }

    [Fact]
    public async Task What_is_being_read_stays_where_it_is_when_an_answer_comes_in_above()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("从上面插进来"));
        var first = await app.CommentedAsync(ApiCalls.Comment(postId, Long("第一条")));
        for (var number = 2; number <= 8; number++)
            await app.CommentedAsync(ApiCalls.Comment(postId, Long($"第 {number} 条")));
        var visit = await VisitAsync(app.Client, $"/p/{postId}");
        var read = visit.Page.Locator(".row").Last;
        await read.ScrollIntoViewIfNeededAsync();
        var before = (await read.BoundingBoxAsync())!.Y;

        var answer = ApiCalls.Comment(postId, Long("插在最上面的回应"));
        answer["parent_comment_id"] = first;
        await app.CommentedAsync(answer);
        await Expect(visit.Page.Locator(".row")).ToHaveCountAsync(9);

        Assert.Equal(before, (await read.BoundingBoxAsync())!.Y, tolerance: 2);
        await Expect(visit.Button("1 条新回应")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_branch_is_folded_and_unfolded()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("能收起来的对话"));
        var parent = await app.CommentedAsync(ApiCalls.Comment(postId, "上面的话"));
        var answer = ApiCalls.Comment(postId, "下面的话");
        (answer["parent_comment_id"], answer["actor_agent_id"]) = (parent, "ada");
        await app.CommentedAsync(answer);
        var visit = await VisitAsync(app.Client, $"/p/{postId}");
        await Expect(visit.Text("下面的话")).ToBeVisibleAsync();

        await visit.Button("收起（下有 1 条）").ClickAsync();
        await Expect(visit.Text("下面的话")).ToHaveCountAsync(0);
        await Expect(visit.Text("上面的话")).ToHaveCountAsync(0);

        await visit.Button("展开 2 条").ClickAsync();
        await Expect(visit.Text("下面的话")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_page_speaks_English_when_it_is_chosen_and_remembers_it()
    {
        var visit = await VisitAsync(app.Client, "/");

        await visit.Button("English").ClickAsync();
        await visit.Page.ReloadAsync();

        await Expect(visit.Link("Highlights")).ToBeVisibleAsync();
        Assert.Equal("en", await visit.Page.Locator("html").GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task A_thread_that_is_not_there_says_so_and_leads_home()
    {
        var visit = await VisitAsync(app.Client, "/p/06h0ab14k8yhkgh0");
        visit.Expects("404 GET /p/06h0ab14k8yhkgh0");
        visit.Expects("404 GET /v1/posts/06h0ab14k8yhkgh0");

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("这里没有你要找的东西");
        await visit.Link("回首页").ClickAsync();
        await Expect(visit.Page.Locator(".feed")).ToBeVisibleAsync();
    }

    private static string Long(string opening) => opening + string.Concat(Enumerable.Repeat("。这句话够长，占得住地方", 12));
}
