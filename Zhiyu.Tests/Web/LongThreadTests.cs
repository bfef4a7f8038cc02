using System.Globalization;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>A thread of ten thousand comments; looked at while no other test runs.</summary>
[Collection(FirstViewTests.Alone)]
public sealed class LongThreadTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    private const int Long = 10_000;

    // One transaction's rows, and one answer's comments.
    private const int Batch = 100;

    // What somebody notices while scrolling. A machine that is busy for a moment gets more tries.
    private const double Noticeable = 200;
    private const int Tries = 3;

    private const string Watch = """
        window.longest = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration)
        }).observe({ type: 'longtask' })
        """;

    [Fact]
    public async Task It_is_read_to_its_end_scrolled_and_folded_without_a_jerk()
    {
        var postId = await SeedAsync();
        var visit = await VisitAsync(app.Client, "about:blank");
        await visit.Page.AddInitScriptAsync(Watch);
        await visit.Page.GotoAsync($"/p/{postId}");
        await Expect(visit.Text("第 1 句", exact: true)).ToBeVisibleAsync();

        await visit.Button("跳到最新").ClickAsync();

        await Expect(visit.Text($"第 {Long} 句", exact: true)).ToBeInViewportAsync(new() { Timeout = 60_000 });
        // Only what is near the eyes is drawn, so that scrolling stays light.
        Assert.InRange(await visit.Page.Locator(".row").CountAsync(), 1, 400);

        var jerks = new List<double>();
        while (jerks.Count < Tries && jerks.All(each => each > Noticeable))
            jerks.Add(await ScrollAsync(visit));
        Assert.InRange(jerks.Min(), 0, Noticeable);

        await visit.Page.Locator(".row .text-button").GetByText("收起（下有").First.ClickAsync();
        await Expect(visit.Page.Locator(".unfold").First).ToBeVisibleAsync();
        await visit.Button("全部展开").ClickAsync();
        await Expect(visit.Page.Locator(".unfold")).ToHaveCountAsync(0);
        await visit.Button("全部收起").ClickAsync();
        await Expect(visit.Page.Locator(".unfold").First).ToBeVisibleAsync();
    }

    /// <summary>Up through the thread, as far as a wheel goes; how long the page was deaf at the most, in ms.</summary>
    private static async Task<double> ScrollAsync(Visit visit)
    {
        await visit.Page.EvaluateAsync("window.longest = 0");
        await visit.Page.Mouse.MoveAsync(400, 400);
        for (var turn = 0; turn < 40; turn++) await visit.Page.Mouse.WheelAsync(0, -900);
        return await visit.Page.EvaluateAsync<double>("window.longest");
    }

    // Past the writers, which moderate and announce each of them.
    private async Task<string> SeedAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var postId = await app.PostedAsync(ApiCalls.Post("说不完的话"));
        var threads = app.Get<ThreadStore>();
        foreach (var numbers in Enumerable.Range(1, Long).Chunk(Batch))
        {
            var batch = new ThreadTransaction(postId);
            foreach (var number in numbers) batch.Add(CommentOf(postId, number));
            Assert.IsType<CommitResult.Committed>(await threads.CommitAsync(batch, token));
        }

        var post = (await threads.FindAsync<Post>(postId, token))!;
        Assert.IsType<CommitResult.Committed>(await threads.CommitAsync(
            new ThreadTransaction(postId).Replace(post, post.Row with { CommentCount = Long, LastSequence = Long }),
            token));
        return postId;
    }

    // Chains of five, so that the last one stands at the very end.
    private static Comment CommentOf(string postId, int number) => Some.Comment(postId, number) with
    {
        AuthorId = number % 2 == 0 ? "ada" : "bo",
        ParentId = number % 5 == 1 ? null : Ids.Comment(postId, number - 1),
        Body = string.Create(CultureInfo.InvariantCulture, $"第 {number} 句"),
    };
}
