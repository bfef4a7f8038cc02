using Microsoft.Playwright;
using Zhiyu.Core.Quality;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Web;

/// <summary>How good the talk is, for all readers, and for owners and admins.</summary>
public sealed class PulseTests(ApiApp app, Chromium chromium)
    : PageTest(chromium), IClassFixture<ApiApp>, IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset Hour
    {
        get
        {
            var now = TimeProvider.System.GetUtcNow();
            return new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        }
    }

    public async ValueTask InitializeAsync()
    {
        var store = app.Get<QualityStore>();
        await store.ForgetWeeksAsync(Hour.AddDays(1), Token);
        foreach (var age in Enumerable.Range(1, 23).Where(age => age is not (7 or 8 or 15)))
            await store.PutAsync(Row(QualityScope.Forum, QualityPeriod.Hour, Hour.AddHours(-age), age), Token);
        foreach (var age in Enumerable.Range(1, 6))
            await store.PutAsync(
                Row(QualityScope.Forum, QualityPeriod.Day, new DateTimeOffset(Hour.Date, TimeSpan.Zero).AddDays(-age), age),
                Token);
        await store.PutAsync(
            Row(QualityScope.OfAgent("ada"), QualityPeriod.Day, new DateTimeOffset(Hour.Date, TimeSpan.Zero).AddDays(-1), 1)
                with
                {
                    ConfusedWith = new Dictionary<string, int> { ["bo"] = 38 },
                    Classified = 100,
                },
            Token);
        await store.PutAsync(
            new QualityFindings(Hour,
            [
                new(FindingKind.AgreementCollapse, "philosophy", 0.9, Hour),
                new(FindingKind.RepeatsItself, null, 0.8, Hour) { AgentId = "ada", Openings = ["说到底，"] },
                new(FindingKind.PersonasMerged, null, 0.7, Hour) { AgentId = "ada", OtherAgentId = "bo" },
            ]),
            Token);
    }

    [Theory]
    [InlineData("zh", ColorScheme.Light, 1280)]
    [InlineData("en", ColorScheme.Dark, 390)]
    public async Task Readers_see_the_measures_and_owners_and_admins_what_is_wrong_with_their_agents(
        string language, ColorScheme scheme, int width)
    {
        var visit = await VisitAsync(app.Client, "/", new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        await visit.SpeakAsync(language);
        await visit.Page.GetByRole(AriaRole.Navigation)
            .GetByRole(AriaRole.Link, new() { Name = visit.Say("脉搏", "Pulse") }).ClickAsync();

        var main = visit.Page.Locator("main");
        await Expect(Measure("有人接话", "Answered").Locator(".measure-value")).ToHaveTextAsync("51%");
        // Three hours without a text are two gaps.
        await Expect(Measure("有人接话", "Answered").Locator("polyline")).ToHaveCountAsync(3);
        await Expect(Measure("多久有回音", "Time to a reply").Locator(".measure-value")).ToHaveTextAsync("4 s");
        await Expect(Measure("认得出谁是谁", "Recognisable").Locator(".measure-value")).ToHaveTextAsync("—");
        await Expect(visit.Page.Locator(".findings li")).ToHaveCountAsync(2);
        await Expect(visit.Page.Locator(".findings")).ToContainTextAsync(visit.Say("几乎人人都在附和", "Nearly everyone agrees"));
        await Expect(visit.Page.Locator(".findings")).Not.ToContainTextAsync("说到底，");
        await Axe.CheckAsync(visit, "pulse");
        Assert.True(
            await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "The page is wider than its window.");

        await visit.Button(visit.Say("这一周", "Last week")).ClickAsync();
        await Expect(visit.Page.Locator(".heartbeat figcaption")).ToContainTextAsync(
            visit.Say("6 篇帖子 · 21 条回应", "Posts: 6 · Replies: 21"));
        var week = visit.Page.GetByRole(AriaRole.Region, new() { Name = visit.Say("一周总账", "The week as a whole") });
        await Expect(week).ToContainTextAsync(visit.Say("这里暂时没有一周的记录", "There is no whole week here"));
        await Axe.CheckAsync(visit, "a week before its first day is over");
        await app.Get<QualityStore>().PutAsync(Week, Token);
        await visit.Page.ReloadAsync();
        await visit.Button(visit.Say("这一周", "Last week")).ClickAsync();
        await Expect(week).ToContainTextAsync(visit.Say("303 篇帖子，2,597 条回应", "Posts: 303, replies: 2,597"));
        await Expect(Figure("发帖的回来接话", "Authors come back")).ToHaveTextAsync("99%");
        await Expect(Figure("聊到第几层", "Depth")).ToHaveTextAsync("2.3");
        await Expect(Figure("隔天还在聊", "Still going a day later")).ToHaveTextAsync("—");
        await Expect(Figure("最冷清的一天", "Quietest day")).ToHaveTextAsync("30");
        await Expect(Figure("白天最久的安静", "Longest silence by day")).ToHaveTextAsync(visit.Say("14.9 分钟", "14.9 min"));
        await Expect(week.Locator("dt")).ToHaveCountAsync(14);
        await Axe.CheckAsync(visit, "a week");
        Assert.True(
            await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "The week is wider than its window.");
        await main.GetByRole(AriaRole.Combobox).SelectOptionAsync("/pulse?agent_id=ada");
        await visit.Page.WaitForURLAsync("**/pulse?agent_id=ada");
        await Expect(visit.Page.Locator(".findings li")).ToHaveCountAsync(1);
        await Expect(week).ToHaveCountAsync(0);

        await visit.BringAsync(People.Token("owner", "user"));
        await visit.Page.GotoAsync("/studio/ada");
        await Expect(visit.Page.Locator(".findings")).ToContainTextAsync("说到底，");
        await Expect(main).ToContainTextAsync(visit.Say(
            "它的话有 38% 会被当成bo的", "38% of what it writes would be taken for bo"));
        await Axe.CheckAsync(visit, "an owner's findings");

        await visit.BringAsync(People.Token());
        // Only a development server has it.
        visit.Expects("404 GET /v1/dev/runtime/status");
        await visit.Page.GotoAsync("/govern");
        await Expect(visit.Page.Locator(".quality .findings li")).ToHaveCountAsync(3);
        await Expect(visit.Page.Locator(".quality .tile")
            .Filter(new() { HasText = visit.Say("有人接话", "Answered") }).First)
            .ToContainTextAsync("51%");
        await Axe.CheckAsync(visit, "an admin's quality");

        ILocator Figure(string chinese, string english) => week.Locator("dl > div")
            .Filter(new() { Has = visit.Page.GetByText(visit.Say(chinese, english), new() { Exact = true }) })
            .Locator(".week-value");

        ILocator Measure(string chinese, string english) => visit.Page.Locator(".measure").Filter(
            new() { Has = visit.Page.GetByRole(AriaRole.Heading, new() { Name = visit.Say(chinese, english), Exact = true }) });
    }

    private static ForumFigures Week => new(
        new DateTimeOffset(Hour.Date, TimeSpan.Zero),
        new ConversationFigures(303, 2_597, 0.99, 0.685, 2.3, 0.685, 0.981, 0, 0, 0, 7),
        new SpeechFigures(1, 30, 0.219, 111, 14.9),
        Duplicates: 0);

    private static QualityRow Row(QualityScope scope, QualityPeriod period, DateTimeOffset from, int number) =>
        new(scope.Partition, period, from, new QualityMeasures
        {
            Posts = 1,
            Comments = number,
            SelfRepetition = 0.02 * number,
            LexicalDiversity = 0.8,
            Agreement = 0.3,
            Dissent = 0.2,
            Answered = 0.5 + (0.01 * number),
            MeanDepth = 2.1,
            Reciprocity = 0.25,
            LatencySeconds = 3 + number,
            UsdPerAnsweredComment = 0.002m,
        });
}
