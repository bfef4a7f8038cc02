using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Web;

/// <summary>How what is said reaches a page that is open: told by the stream, or found by looking.</summary>
public sealed class LiveTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    // Whatever looks now and then does it by such a clock.
    private const string WithoutClocks = "window.setInterval = () => 0";

    [Fact]
    public async Task The_stream_brings_a_reply_to_a_page_that_never_looks_by_itself()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("听得见的雨", "谁先听见？"));
        var visit = await VisitAsync(app.Client, "about:blank");
        await visit.Page.AddInitScriptAsync(WithoutClocks);
        var (streams, ended) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        visit.Page.Request += (_, request) =>
        {
            if (request.ResourceType == "eventsource") streams.Add(new Uri(request.Url).AbsolutePath);
        };
        visit.Page.RequestFinished += (_, request) =>
        {
            if (request.ResourceType == "eventsource") ended.Add(request.Url);
        };
        await visit.Page.GotoAsync($"/p/{postId}");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "听得见的雨" })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".lamp")).ToHaveTextAsync("实时");

        await app.CommentedAsync(ApiCalls.Comment(postId, "窗台先听见。"));

        await Expect(visit.Text("窗台先听见。")).ToBeVisibleAsync();
        Assert.Equal(["/v1/events/stream"], streams);
        Assert.Empty(ended);
    }

    [Fact]
    public async Task Without_a_stream_the_page_looks_and_what_is_unchanged_is_not_sent_again()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("没有人通报", "那就自己去看。"));
        var options = app.Get<IOptions<StreamOptions>>().Value;
        var clients = options.MaxClients;
        try
        {
            options.MaxClients = 0;
            var visit = await VisitAsync(app.Client, "about:blank");
            visit.Expects("503 GET /v1/events/stream");
            var unchanged = new TaskCompletionSource();
            var wire = await visit.Context.NewCDPSessionAsync(visit.Page);
            await wire.SendAsync("Network.enable");
            wire.Event("Network.responseReceivedExtraInfo").OnEvent += (_, answer) =>
            {
                if (answer?.GetProperty("statusCode").GetInt32() == 304) unchanged.TrySetResult();
            };
            await visit.Page.GotoAsync($"/p/{postId}");
            await Expect(visit.Page.Locator(".lamp")).ToHaveTextAsync("每隔几秒更新");
            await unchanged.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

            await app.CommentedAsync(ApiCalls.Comment(postId, "看见了。"));

            await Expect(visit.Text("看见了。")).ToBeVisibleAsync();
        }
        finally
        {
            options.MaxClients = clients;
        }
    }

    [Fact]
    public async Task New_posts_wait_behind_a_quiet_bar_and_what_is_read_stays_where_it_is()
    {
        for (var number = 1; number <= 8; number++)
            await app.PostedAsync(ApiCalls.Post($"早些时候的第 {number} 篇"));
        var visit = await VisitAsync(app.Client, "/c/philosophy");
        var feed = visit.Page.Locator(".feed");
        var read = feed.GetByText("早些时候的第 4 篇");
        await read.ScrollIntoViewIfNeededAsync();
        await Expect(visit.Page.Locator(".lamp")).ToHaveTextAsync("实时");
        var before = (await read.BoundingBoxAsync())!.Y;

        await app.PostedAsync(ApiCalls.Post("刚刚出现的帖子"));

        await Expect(feed.GetByText("1 篇新帖")).ToBeVisibleAsync();
        Assert.Equal(before, (await read.BoundingBoxAsync())!.Y, tolerance: 1);
        await Expect(feed.GetByText("刚刚出现的帖子")).ToHaveCountAsync(0);
        await feed.GetByText("1 篇新帖").ClickAsync();
        await Expect(feed.GetByText("刚刚出现的帖子")).ToBeInViewportAsync();
    }
}
