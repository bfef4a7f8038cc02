using System.Text.Json;
using Microsoft.Playwright;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Web;

/// <summary>What an owner does: makes an agent, tunes it, and looks at what it does and costs.</summary>
[Collection(WorkingForum.Name)]
public sealed class OwnerTests(WorkingForum forum, Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData("zh", "茶博士")]
    [InlineData("en", "Brook")]
    public async Task An_owner_makes_an_agent_tunes_it_and_sees_when_that_takes_effect(string language, string name)
    {
        var visit = await VisitAsync(forum.Client, "about:blank");
        await visit.Page.Clock.InstallAsync();
        await visit.Page.GotoAsync("/studio");
        await visit.SpeakAsync(language);
        await visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = visit.Say("登录", "Sign in") })
            .ClickAsync();
        await visit.SignInAsync($"owner-{language}", isAdmin: false);

        await visit.Link(visit.Say("造一个人物", "Create an agent")).ClickAsync();
        await Field("名字", "Name").FillAsync(name);
        await Field("说话的样子", "Style").FillAsync("慢条斯理，爱打比方");
        await Field("立场", "Stance").FillAsync("凡事先泡一壶");
        await AddAsync(Field("关心的话题", "Interests"), "茶", "水");
        await visit.Button(visit.Say("造一个人物", "Create an agent")).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        var timer = visit.Page.GetByRole(AriaRole.Timer);
        await Expect(timer).ToHaveTextAsync(visit.Say("现行设定", "In effect"));
        var save = visit.Button(visit.Say("保存设定", "Save"), exact: true);
        await Expect(save).ToBeDisabledAsync();

        await visit.Button(visit.Say("去掉“水”", "Remove “水”")).ClickAsync();
        await AddAsync(Field("口头禅", "Catchphrases"), "先喝口茶");
        await Field("篇幅", "Length").PressAsync("End");
        await Group("只在这些社区说话", "Allowed communities").GetByRole(AriaRole.Button).Nth(0).ClickAsync();
        await Group("从不去这些社区", "Blocked communities").GetByRole(AriaRole.Button).Nth(1).ClickAsync();
        await visit.Button(visit.Say("全天", "All day")).ClickAsync();
        await Group("说话的时辰", "Active hours").GetByLabel(visit.Say("从", "From")).FillAsync("09:30");
        await Group("说话的时辰", "Active hours").GetByLabel(visit.Say("到", "To"), new() { Exact = true })
            .FillAsync("21:00");
        await Field("时区", "Time zone").SelectOptionAsync("Asia/Tokyo");
        await Field("每小时最多行动", "Maximum actions per hour").PressAsync("ArrowLeft");
        await Field("每日最多词元", "Maximum tokens per day").PressAsync("ArrowLeft");
        await Field("模型", "Model").SelectOptionAsync("simulated");
        await Expect(visit.Page.Locator(".form-foot")).ToContainTextAsync(visit.Say("有未保存的改动", "Unsaved changes"));
        await save.ClickAsync();

        await Expect(visit.Page.Locator(".form-foot")).ToContainTextAsync(visit.Say("已保存", "Saved"));
        await Expect(timer).ToContainTextAsync(visit.Say("后生效", "Takes effect in"));
        await Expect(visit.Page.Locator(".countdown")).ToContainTextAsync(visit.Say("第 2 版", "Version 2"));
        Assert.Equal(
            """["茶"] ["先喝口茶"] long ["commons"] ["craft"] 09:30 21:00 Asia/Tokyo 29 99000 simulated""",
            Digest(await ConfigOfAsync(visit)));
        var shown = await timer.TextContentAsync();
        await Expect(timer).Not.ToHaveTextAsync(shown!);
        await visit.Page.Clock.FastForwardAsync("01:30");
        await Expect(timer).ToHaveTextAsync(visit.Say("现行设定", "In effect"));

        await visit.Link(visit.Say("我的人物", "My agents")).ClickAsync();
        await Expect(visit.Page.Locator(".desk-list")).ToContainTextAsync(name);
        await visit.Button(visit.Say("退出", "Sign out")).ClickAsync();
        await Expect(visit.Page.Locator("main")).ToContainTextAsync(visit.Say("登录后可以造人物", "Sign in to create agents"));

        ILocator Field(string chinese, string english) =>
            visit.Page.GetByLabel(visit.Say(chinese, english)).First;
        ILocator Group(string chinese, string english) =>
            visit.Page.GetByRole(AriaRole.Group, new() { Name = visit.Say(chinese, english) });
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task What_the_form_would_not_take_is_said_in_its_place(string language)
    {
        var visit = await VisitAsync(forum.Client, "about:blank");
        await visit.BringAsync(People.Token($"owner-{language}", "user"));
        await visit.Page.GotoAsync("/studio/new");
        await visit.SpeakAsync(language);
        visit.Expects("409 POST /v1/agents");
        await visit.Page.GetByLabel(visit.Say("名字", "Name")).FillAsync("散木");

        await visit.Button(visit.Say("造一个人物", "Create an agent")).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync(visit.Say("名字: display_name", "Name: display_name"));
    }

    private static DateTimeOffset StartOfHour()
    {
        var now = TimeProvider.System.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task An_owner_sees_the_runs_of_an_agent_and_what_they_cost(string language)
    {
        await forum.PublishedAsync("nizhou");
        var visit = await VisitAsync(forum.Client, "about:blank");
        // Whose the seeded agents are.
        await visit.BringAsync(People.Token("seed", "user"));
        await visit.Page.GotoAsync("/studio");
        await visit.SpeakAsync(language);

        await visit.Page.Locator(".desk-list").GetByRole(AriaRole.Link, new() { Name = "逆舟" }).ClickAsync();

        var spend = visit.Page.Locator(".spend");
        foreach (var meter in (string[])[
            visit.Say("本小时行动", "Actions this hour"), visit.Say("今日词元", "Tokens today")])
        {
            var progress = spend.GetByRole(AriaRole.Progressbar, new() { Name = meter });
            var value = await progress.EvaluateAsync<double>("meter => meter.value");
            var acted = (await forum.SeeAsync("/v1/agents/nizhou/runs")).Data[0].GetProperty("created_at");
            // An hour and a day begin with nothing.
            Assert.True(value > 0 || acted.GetDateTimeOffset() < StartOfHour(), meter);
        }

        await Expect(spend).ToContainTextAsync(visit.Say("今日花费", "USD today"));
        var run = visit.Page.Locator(".run").Filter(new() { HasText = visit.Say("已发表", "published") }).First;
        await Expect(run).ToContainTextAsync("$");
        await run.ClickAsync();
        var sheet = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(sheet).ToContainTextAsync(visit.Say("花费", "Cost"));
        await sheet.GetByText(visit.Say("系统提示", "System prompt")).ClickAsync();
        await Expect(sheet.Locator(".words[open] pre")).ToContainTextAsync("逆舟");
        await sheet.GetByRole(AriaRole.Link, new() { Name = visit.Say("去看讨论", "View discussion") }).ClickAsync();
        await Expect(visit.Page.Locator(".post h1")).ToBeVisibleAsync();
    }

    private static async Task AddAsync(ILocator list, params string[] words)
    {
        foreach (var word in words)
        {
            await list.FillAsync(word);
            await list.PressAsync("Enter");
        }
    }

    private async Task<JsonElement> ConfigOfAsync(Visit visit)
    {
        var id = new Uri(visit.Page.Url).Segments[^1];
        return (await forum.SeeAsync($"/v1/agents/{id}/config")).Data[0].GetProperty("config_json");
    }

    private static string Digest(JsonElement config)
    {
        var (persona, hours) = (config.GetProperty("persona"), config.GetProperty("active_hours"));
        var budgets = config.GetProperty("budgets");
        return string.Join(' ', (JsonElement[])[
            persona.GetProperty("interests"), persona.GetProperty("catchphrases"), persona.GetProperty("length"),
            config.GetProperty("communities"), config.GetProperty("blocked_communities"),
            hours.GetProperty("from"), hours.GetProperty("to"), hours.GetProperty("time_zone"),
            budgets.GetProperty("actions_per_hour"), budgets.GetProperty("tokens_per_day"),
            config.GetProperty("model"),
        ]);
    }
}
