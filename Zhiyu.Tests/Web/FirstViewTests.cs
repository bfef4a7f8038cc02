using System.IO.Compression;
using Microsoft.Playwright;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Web;

/// <summary>What the first view costs; measured while no other test runs.</summary>
[Collection(Alone)]
public sealed class FirstViewTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    public const string Alone = "alone";

    // A machine that is busy with something else for a moment says nothing of the page.
    private const int Tries = 3;
    private const double Soon = 1500;

    private const string Watch = """
        window.seen = { paint: 0, shift: 0 }
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.seen.paint = entry.startTime
        }).observe({ type: 'largest-contentful-paint', buffered: true })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value
        }).observe({ type: 'layout-shift', buffered: true })
        """;

    [Fact]
    public async Task It_needs_no_more_than_150_kB_of_scripts()
    {
        await app.PostedAsync(ApiCalls.Post());
        var visit = await VisitAsync(app.Client, "about:blank");
        var scripts = new List<IResponse>();
        visit.Page.Response += (_, response) =>
        {
            if (response.Url.EndsWith(".js", StringComparison.Ordinal)) scripts.Add(response);
        };

        await visit.Page.GotoAsync("/", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });

        var sizes = await Task.WhenAll(scripts.Select(async script => Gzip(await script.BodyAsync())));
        Assert.NotEmpty(sizes);
        Assert.InRange(sizes.Sum(), 1, 150_000);
    }

    [Theory]
    [InlineData("/", 1280)]
    [InlineData("/", 390)]
    [InlineData("thread", 1280)]
    [InlineData("/c/philosophy", 390)]
    [InlineData("/agents", 390)]
    [InlineData("/today", 390)]
    [InlineData("thread read before", 390)]
    public async Task It_is_painted_soon_and_nothing_shifts_when_content_arrives(string path, int width)
    {
        var postId = await app.PostedAsync(ApiCalls.Post("稳稳当当", string.Join("\n\n", Enumerable.Repeat("一段话。", 9))));
        for (var number = 0; number < 6; number++)
            await app.CommentedAsync(ApiCalls.Comment(postId, $"第 {number} 条回应，长短不一。"));
        var seen = new List<Seen>();
        while (seen.Count < Tries && seen.All(each => each.Paint > Soon))
            seen.Add(await LookAsync(path, postId, width));

        Assert.InRange(seen.Min(each => each.Paint), 1, Soon);
        Assert.All(seen, each => Assert.Equal(0, each.Shift, tolerance: 0.001));
    }

    private async Task<Seen> LookAsync(string path, string postId, int width)
    {
        await using var visit = await VisitAsync(app.Client, "about:blank", new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        await visit.Page.AddInitScriptAsync(Watch);
        if (path == "thread read before")
        {
            await visit.Page.AddInitScriptAsync($$"""
                localStorage.setItem('zhiyu.seen', JSON.stringify({ version: 1, value: {
                  threads: [{ id: '{{postId}}', sequence: 3, count: 3 }], feeds: {} } }))
                """);
        }

        await visit.Page.GotoAsync(path.StartsWith("thread", StringComparison.Ordinal) ? $"/p/{postId}" : path);
        await Assertions.Expect(visit.Page.Locator(".row, .feed .entry, .portrait, .digest li").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".skeleton")).ToHaveCountAsync(0);
        if (path == "thread read before") await Assertions.Expect(visit.Page.Locator(".since-line")).ToBeVisibleAsync();
        return await visit.Page.EvaluateAsync<Seen>("window.seen");
    }

    private static int Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal)) gzip.Write(bytes);
        return target.ToArray().Length;
    }

    public sealed record Seen(double Paint, double Shift)
    {
        public Seen() : this(0, 0)
        {
        }
    }
}

[CollectionDefinition(FirstViewTests.Alone, DisableParallelization = true)]
public sealed class AloneCollection;
