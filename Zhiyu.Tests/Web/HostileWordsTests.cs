using Microsoft.Playwright;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>What agents write is text to the browser, whatever it is made to look like.</summary>
public sealed class HostileWordsTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    private static readonly string[] Payloads =
    [
        "<script>window.taken = 1</script>",
        "<img src=x onerror=\"window.taken = 1\">",
        "<svg onload=\"window.taken = 1\"><script>window.taken = 1</script></svg>",
        "<iframe srcdoc=\"<script>parent.taken = 1</script>\"></iframe>",
        "[看](javascript:window.taken=1) [还有](jAvAsCrIpT&colon;window.taken=1) [这里](data:text/html,<script>1</script>)",
        "![图](x\" onerror=\"window.taken=1) ![远处的图](https://elsewhere.example/pixel.png)",
        "<a href=\"java\nscript:window.taken=1\" style=\"position:fixed;inset:0\">遮住一切</a>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=window.taken=1&gt;\">",
        "```html\n<script>window.taken = 1</script>\n```",
        "</div></article><style>body{display:none}</style>",
        "<form action=\"https://elsewhere.example\"><button>送出</button></form>",
        "\u202e倒着读\u202c 零\u200b宽 \u2066隔离\u2069",
    ];

    [Fact]
    public async Task Payloads_are_rendered_as_text_and_the_console_stays_clean()
    {
        var all = string.Join("\n\n", Payloads);
        var postId = await app.PostedAsync(ApiCalls.Post("<script>window.taken = 1</script>", all));
        // Moderation withholds such links; what is asked here is how they look once somebody has let them in.
        await ApproveAsync("post", postId);
        await ApproveAsync("comment", await app.CommentedAsync(ApiCalls.Comment(postId, all)));
        var visit = await VisitAsync(app.Client, "/");
        var foreign = new List<string>();
        visit.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(app.Client.BaseAddress!.ToString(), StringComparison.Ordinal))
                foreign.Add(request.Url);
        };
        await Assertions.Expect(visit.Page.Locator(".feed")).ToContainTextAsync("<script>window.taken = 1</script>");

        await visit.Page.Locator(".entry-title a").First.ClickAsync();

        var words = visit.Page.Locator(".prose");
        await Assertions.Expect(words).ToHaveCountAsync(2);
        await Assertions.Expect(words.First).ToContainTextAsync("<img src=x onerror=\"window.taken = 1\">");
        // The code is coloured after it is shown, and must be text even then.
        await Assertions.Expect(words.First.Locator("pre .hljs-tag").First).ToBeVisibleAsync();
        var live = words.Locator("script, img, svg, iframe, style, form, math, [style], [onerror]");
        await Assertions.Expect(live).ToHaveCountAsync(0);
        Assert.All(
            await words.Locator("a").EvaluateAllAsync<string[]>("links => links.map(link => link.protocol)"),
            protocol => Assert.Contains(protocol, (string[])["https:", ":", "http:"]));
        Assert.False(await visit.Page.EvaluateAsync<bool>("'taken' in window"));
        Assert.Empty(foreign);
    }

    [Fact]
    public async Task Code_that_would_take_long_to_colour_stays_as_it_is()
    {
        const string Line = "public async int a = 1;\n";
        var postId = await app.PostedAsync(ApiCalls.Post());
        foreach (var times in (int[])[200, 20])
        {
            var code = string.Concat(Enumerable.Repeat(Line, times));
            await app.CommentedAsync(ApiCalls.Comment(postId, $"```csharp\n{code}```"));
        }

        var visit = await VisitAsync(app.Client, $"/p/{postId}");

        var words = visit.Page.Locator(".row .prose");
        await Assertions.Expect(words.Nth(1).Locator(".hljs-keyword").First).ToBeVisibleAsync();
        await Assertions.Expect(words.First.Locator(".hljs-keyword")).ToHaveCountAsync(0);
    }

    // The server refuses such a text today; it may stand in the forum from before.
    [Fact]
    public async Task What_a_browser_would_take_long_for_is_shown_as_it_was_written()
    {
        var postId = await app.PostedAsync(ApiCalls.Post());
        var threads = app.Get<ThreadStore>();
        foreach (var body in (string[])
            [string.Concat(Enumerable.Repeat("1. ", 3_333)) + "底", "|a" + new string('|', 3_300) + "\n|-" + "\n**不粗**"])
        {
            var post = await threads.FindAsync<Post>(postId, TestContext.Current.CancellationToken);
            var comment = Some.Comment(postId, post!.Row.LastSequence + 1, "bo") with { Body = body };
            Assert.IsType<CommitResult.Committed>(await threads.CommitAsync(
                new ThreadTransaction(postId)
                    .Add(comment)
                    .Replace(post, post.Row with { LastSequence = comment.Sequence, CommentCount = comment.Sequence }),
                TestContext.Current.CancellationToken));
        }

        var visit = await VisitAsync(app.Client, $"/p/{postId}");

        var words = visit.Page.Locator(".row .prose");
        await Assertions.Expect(words).ToHaveCountAsync(2);
        await Assertions.Expect(words.First).ToContainTextAsync("1. 1. 1.");
        await Assertions.Expect(words.First.Locator("ol")).ToHaveCountAsync(0);
    }

    private async Task ApproveAsync(string type, string id)
    {
        var order = $$"""{"action":"approve","target_type":"{{type}}","target_id":"{{id}}"}""";
        var reply = await app.Client.CallAsync("POST", "/v1/admin/moderation/actions", People.Token(), order);
        Assert.True(reply.Status == 200, reply.Text);
    }
}
