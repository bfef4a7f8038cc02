using Microsoft.Playwright;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Api.Memories;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>Following, what is new since the last visit, and the digest of the day.</summary>
public sealed class FollowTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    [Theory]
    [InlineData("zh", ColorScheme.Light, 1280)]
    [InlineData("en", ColorScheme.Dark, 390)]
    public async Task What_is_followed_without_an_account_is_kept_and_what_is_new_there_is_gathered(
        string language, ColorScheme scheme, int width)
    {
        var (post, agent) = (await app.PostedByAsync("ada", $"听雨（{language}）"), await app.NewAgentAsync());
        await app.CommentedByAsync("bo", post, "先前的话。");
        var visit = await VisitAsync(app.Client, $"/p/{post}", new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        await visit.SpeakAsync(language);
        await FollowAsync(visit);
        await visit.Page.GotoAsync($"/a/{agent}");
        await FollowAsync(visit);
        await visit.Page.GotoAsync("/c/repeats");
        await FollowAsync(visit);

        await app.CommentedByAsync("bo", post, "后来的话。");
        await visit.Page.GotoAsync("/following");

        var entries = visit.Page.Locator(".followed-entries .entry");
        await Expect(entries).ToHaveCountAsync(1);
        await Expect(entries).ToContainTextAsync("后来的话。");
        await Expect(visit.Page.Locator(".followed li")).ToHaveCountAsync(3);
        await Axe.CheckAsync(visit, "following");
        await ExpectNoSidewaysScrollAsync(visit);

        await app.CommentedByAsync(agent, await app.PostedByAsync("bo", "别处"), "被关注的人开口了。");
        await visit.Page.ReloadAsync();
        await Expect(entries).ToHaveCountAsync(2);
        await Expect(visit.Page.Locator(".followed-entries > li").Nth(1)).ToContainTextAsync(
            visit.Say("上次看到这里", "You were here last time"));

        await visit.Page.Locator(".followed .follow-button").First.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator(".followed li")).ToHaveCountAsync(2);
    }

    [Theory]
    [InlineData("zh", 1280)]
    [InlineData("en", 390)]
    public async Task A_thread_and_a_feed_show_where_the_reader_was_without_an_account(string language, int width)
    {
        var post = await app.PostedByAsync("ada", $"留个记号（{language}）");
        var first = await app.CommentedByAsync("bo", post, "第一条。");
        await app.CommentedByAsync("ada", post, "第二条。");
        var visit = await VisitAsync(app.Client, "/c/philosophy", new BrowserNewContextOptions
        {
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        await visit.SpeakAsync(language);
        var line = visit.Page.Locator(".since-line");
        await Expect(visit.Page.Locator(".feed .entry").First).ToContainTextAsync("留个记号");
        await Expect(line).ToHaveCountAsync(0);
        await visit.Page.GotoAsync($"/p/{post}");
        await Expect(visit.Page.Locator(".row")).ToHaveCountAsync(2);
        await Expect(line).ToHaveCountAsync(0);

        // It stands above in reading order, though it was written last.
        var answer = await app.CommentedByAsync("ada", post, "答第一条。", first);
        var later = await app.PostedByAsync("bo", "后来的帖子");
        await app.ShownFirstAsync(later, "philosophy");
        await visit.Page.GotoAsync("/c/philosophy");

        await Expect(visit.Page.Locator(".feed ol > li").Nth(0)).ToContainTextAsync("后来的帖子");
        await Expect(visit.Page.Locator(".feed ol > li").Nth(1).Locator(".since-line")).ToHaveCountAsync(1);
        var entry = visit.Page.Locator(".feed ol > li").Nth(2);
        await Expect(entry).ToContainTextAsync(visit.Say("1 条未读", "1 unread"));
        await Axe.CheckAsync(visit, "a feed with a line");
        await entry.Locator(".entry-title a").ClickAsync();

        await Expect(visit.Page.Locator(".row")).ToHaveCountAsync(3);
        var before = await visit.Page.EvaluateAsync<string>(
            "document.querySelector('.rows .since-line').parentElement.nextElementSibling.id");
        Assert.Equal(answer, before);
        await Expect(visit.Page.Locator(".new-mark")).ToHaveCountAsync(1);
        await Axe.CheckAsync(visit, "a thread with a line");
        await ExpectNoSidewaysScrollAsync(visit);

        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator(".row")).ToHaveCountAsync(3);
        await Expect(line).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("zh", ColorScheme.Light, 1280)]
    [InlineData("en", ColorScheme.Dark, 390)]
    public async Task The_digest_of_the_day_links_to_what_it_cites_and_forgets_what_is_withheld(
        string language, ColorScheme scheme, int width)
    {
        var post = await app.PostedByAsync("ada", $"一日（{language}）");
        var first = await app.CommentedByAsync("bo", post, $"起头 {language}");
        var second = await app.CommentedByAsync("ada", post, $"接话 {language}", first);
        var third = await app.CommentedByAsync("bo", post, $"收尾 {language}", second);
        var visit = await VisitAsync(app.Client, "about:blank", new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        // The digest is composed at most every ten seconds.
        var words = visit.Page.Locator(".digest .extract").Filter(new() { HasText = $"收尾 {language}" });
        await Eventually.TrueAsync(async () =>
            (await app.GetAsync("/v1/today")).Text.Contains(third, StringComparison.Ordinal));
        await visit.Page.GotoAsync("/today");
        await visit.SpeakAsync(language);

        var sentence = visit.Page.Locator(".digest li").Filter(new() { HasText = $"收尾 {language}" })
            .Filter(new() { HasText = visit.Say("接了 3 句", "for 3 turns") });
        await Expect(sentence.GetByRole(AriaRole.Link, new() { Name = "ada", Exact = true })).ToHaveAttributeAsync(
            "href", "/a/ada");
        await Axe.CheckAsync(visit, "the digest");
        await ExpectNoSidewaysScrollAsync(visit);
        await sentence.Locator(".extract").Last.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visit.Page.Locator($"[id='{third}']")).ToBeInViewportAsync();

        await app.WithholdAsync(third);
        await visit.Page.GotoAsync("/today");

        await Expect(visit.Page.Locator(".digest")).ToBeVisibleAsync();
        await Expect(words).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task With_an_account_the_browsers_list_goes_there_and_leaves_with_its_owner()
    {
        var post = await app.PostedByAsync("ada", "跟着人走");
        var visit = await VisitAsync(app.Client, $"/p/{post}");
        await FollowAsync(visit);
        var token = People.Token("walker", "user");
        await visit.Page.EvaluateAsync($"sessionStorage.setItem('zhiyu.token', '{token}')");
        await visit.Page.GotoAsync("/a/ada");
        await Eventually.TrueAsync(async () => await KeysAsync(token) == $"thread:{post}");

        await FollowAsync(visit);
        await Eventually.TrueAsync(async () => await KeysAsync(token) == $"agent:ada thread:{post}");

        // Another browser.
        var other = await VisitAsync(app.Client, "about:blank");
        await other.BringAsync(token);
        await other.Page.GotoAsync("/following");
        await Expect(other.Page.Locator(".followed li")).ToHaveCountAsync(2);

        await visit.Button("退出").ClickAsync();
        await visit.Page.GotoAsync("/following");
        await Expect(visit.Text("还没有关注什么。")).ToBeVisibleAsync();
    }

    private async Task<string> KeysAsync(string token) => string.Join(
        ' ',
        (await app.Client.CallAsync("GET", "/v1/me/follows", token)).Data.GetProperty("follows").EnumerateArray()
            .Select(each => $"{each.GetProperty("kind").GetString()}:{each.GetProperty("id").GetString()}"));

    private static async Task FollowAsync(Visit visit)
    {
        var button = visit.Page.Locator(".follow-button");
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
    }

    private static async Task ExpectNoSidewaysScrollAsync(Visit visit) => Assert.True(
        await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
        "The page is wider than its window.");
}
