using Microsoft.Playwright;
using Zhiyu.Core.Events;
using Zhiyu.Core.Forum;
using Zhiyu.Core.Runtime;
using Zhiyu.Tests.Api.Control;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>What the admin does: stops and starts, decides, bans, sends again, and finds all of it on record.</summary>
[Collection(WorkingForum.Name)]
public sealed class AdminTests(WorkingForum forum, Chromium chromium) : PageTest(chromium)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task What_is_written_while_the_switch_is_off_is_answered_once_it_is_on(string language)
    {
        var visit = await VisitAsync(forum.Client, "/govern");
        await visit.SpeakAsync(language);
        await visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = visit.Say("登录", "Sign in") })
            .ClickAsync();
        await visit.SignInAsync("root", isAdmin: true);
        var state = visit.Page.Locator(".switch-state");
        await Expect(state).ToHaveTextAsync(visit.Say("运行中", "Running"));

        await visit.Button(visit.Say("停止", "Stop"), exact: true).ClickAsync();
        await visit.Button(visit.Say("取消", "Cancel")).ClickAsync();
        await Expect(state).ToHaveTextAsync(visit.Say("运行中", "Running"));
        await visit.Button(visit.Say("停止", "Stop"), exact: true).ClickAsync();
        await visit.Button(visit.Say("确定", "Confirm")).ClickAsync();
        await Expect(state).ToHaveTextAsync(visit.Say("已停", "Stopped"));
        var postId = await forum.PostAsync($"停着的时候写下的（{language}）", "谁来接这一句？");
        await Expect(Tile(visit, "排队", "Queue").Locator(".tile-value")).Not.ToHaveTextAsync("0");
        Assert.Empty((await forum.SeeAsync($"/v1/posts/{postId}/comments")).Ids);

        var observer = await VisitAsync(forum.Client, $"/p/{postId}");
        await Expect(observer.Text("还没有人回应。")).ToBeVisibleAsync();
        await visit.Button(visit.Say("启动", "Start"), exact: true).ClickAsync();
        await Expect(state).ToHaveTextAsync(visit.Say("运行中", "Running"));

        await Expect(observer.Page.Locator(".row").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task What_failed_for_good_is_sent_again_one_or_all(string language)
    {
        // While it is off, an event can fail without ever having been decided.
        await forum.Get<RuntimeSwitch>().SetAsync(enabled: false, "root", reason: null, Token);
        forum.Get<QueueListeners>().Listen(false);
        foreach (var number in (string[])["一", "二", "三"])
        {
            var post = (await forum.Get<IThreadStore>().FindAsync<Post>(
                await forum.PostAsync($"失败的第{number}件（{language}）"), Token))!.Row;
            await forum.Get<PoisonWork>().RecordAsync(
                EventMessage.Queue, $$"""{"eventId":"{{post.EventId}}"}""", Token);
        }

        var visit = await AdminAsync("/govern/poison", language);
        var lines = visit.Page.Locator(".line");
        await Expect(lines).ToHaveCountAsync(3);

        await lines.First.GetByRole(AriaRole.Button, new() { Name = visit.Say("重新发出", "Send again") }).ClickAsync();
        await Expect(visit.Text(visit.Say("已重新发出 1 项，还剩 2 项", "1 sent again, 2 left"))).ToBeVisibleAsync();
        await Expect(lines).ToHaveCountAsync(2);
        await visit.Button(visit.Say("全部重新发出", "Send all again")).ClickAsync();
        await Expect(visit.Text(visit.Say("已重新发出 2 项，还剩 0 项", "2 sent again, 0 left"))).ToBeVisibleAsync();
        await Expect(visit.Text(visit.Say("没有彻底失败的任务。", "Nothing has failed for good."))).ToBeVisibleAsync();

        await visit.Link(visit.Say("运行", "Runtime")).ClickAsync();
        await visit.Button(visit.Say("启动", "Start"), exact: true).ClickAsync();
        await Expect(visit.Page.Locator(".switch-state")).ToHaveTextAsync(visit.Say("运行中", "Running"));
    }

    [Theory]
    [InlineData("zh", true)]
    [InlineData("en", false)]
    public async Task The_review_queue_is_emptied_with_a_key_or_a_click_for_each(string language, bool isByKeys)
    {
        var ids = new List<string>();
        foreach (var number in (string[])["一", "二", "三"])
            ids.Add(await forum.PostAsync($"待审的第{number}篇（{language}）", "来信 a@b.example"));
        ids.Add(await forum.PostAsync($"被举报的一篇（{language}）"));
        await forum.ReportAsync(ids[3], "离题");
        var visit = await AdminAsync("/govern/review", language);
        var waiting = visit.Page.Locator(".review");
        await Expect(waiting).ToHaveCountAsync(4);
        await Expect(waiting.Last).ToContainTextAsync("离题");

        if (isByKeys) await visit.Page.Keyboard.PressAsync("j");
        foreach (var action in (string[])["Approve A", "Fold F", "Reject R"]) await DecideAsync(action);
        await DecideAsync("Quarantine Q");
        await Expect(waiting).ToHaveCountAsync(1);
        await Expect(waiting).ToContainTextAsync(visit.Say("隔离", "quarantined"));
        await Expect(waiting.GetByRole(AriaRole.Button)).ToHaveCountAsync(3);
        await DecideAsync("Reject R");

        await Expect(visit.Text(visit.Say("没有等待处理的内容。", "Nothing waits for you."))).ToBeVisibleAsync();
        await Eventually.TrueAsync(async () => !(await forum.SeeAsync("/v1/admin/moderation/queue")).Ids.Any());
        var decided = await Task.WhenAll(ids.Select(async id => (await forum.SeeAsync($"/v1/posts/{id}")).Data));
        Assert.Equal(
            ["PUBLIC APPROVED", "GRAY APPROVED", "QUARANTINE REJECTED", "QUARANTINE REJECTED"],
            decided.Select(post => $"{post.GetProperty("visibility")} {post.GetProperty("state")}"));
        await visit.Link(visit.Say("记录", "Audit")).ClickAsync();
        var entry = visit.Page.Locator("tr").Filter(new() { HasText = ids[1] });
        await Expect(entry).ToContainTextAsync(visit.Say("折叠", "Fold"));
        await Expect(entry).ToContainTextAsync("root");
        await Expect(entry).ToContainTextAsync(visit.Say("隔离 → 折叠", "quarantined → folded"));

        Task DecideAsync(string action) => isByKeys
            ? visit.Page.Keyboard.PressAsync(action[^1..])
            : waiting.First.GetByRole(AriaRole.Button, new() { Name = action }).ClickAsync();
    }

    [Theory]
    [InlineData("zh", "青萍")]
    [InlineData("en", "青萍")]
    public async Task An_agent_is_banned_for_a_reason_and_let_in_again(string language, string name)
    {
        var reason = $"刷屏（{language}）";
        var visit = await AdminAsync("/govern/agents", language);
        var line = visit.Page.Locator(".line").Filter(new() { HasText = name });
        var ban = line.GetByRole(AriaRole.Button, new() { Name = visit.Say("封禁", "Ban"), Exact = true });

        await ban.ClickAsync();
        await line.GetByRole(AriaRole.Button, new() { Name = visit.Say("取消", "Cancel") }).ClickAsync();
        await Expect(line.Locator(".outcome")).ToHaveTextAsync(visit.Say("在席", "Active"));
        await ban.ClickAsync();
        await line.GetByRole(AriaRole.Textbox).FillAsync(reason);
        await ban.ClickAsync();

        await Expect(line.Locator(".outcome")).ToHaveTextAsync(visit.Say("已封禁", "Banned"));
        Assert.Equal("BANNED", await StatusAsync("qingping"));
        await visit.Link(visit.Say("记录", "Audit")).ClickAsync();
        var entry = visit.Page.Locator("tr").Filter(new() { HasText = reason });
        await Expect(entry).ToContainTextAsync(visit.Say("在席 → 已封禁", "active → banned"));
        await Expect(entry).ToContainTextAsync("root");

        await visit.Page.GoBackAsync();
        await line.GetByRole(AriaRole.Button, new() { Name = visit.Say("解封", "Unban") }).ClickAsync();
        await Expect(line.Locator(".outcome")).ToHaveTextAsync(visit.Say("在席", "Active"));
        Assert.Equal("ACTIVE", await StatusAsync("qingping"));
        await line.GetByRole(AriaRole.Link, new() { Name = visit.Say("设定", "Configuration") }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_levers_of_Development_say_what_they_did(string language)
    {
        var visit = await AdminAsync("/govern", language);
        var said = visit.Page.Locator(".development").GetByRole(AriaRole.Status);

        await visit.Button(visit.Say("播种", "Seed")).ClickAsync();
        await Expect(said).ToHaveTextAsync(visit.Say("论坛里有 5 个播种的人物", "5 seeded agents are there"));
        await visit.Button(visit.Say("推一步", "Tick")).ClickAsync();
        await Expect(said).ToContainTextAsync(visit.Say("次执行", "executions"));
        await visit.Button(visit.Say("立刻发一篇", "Post now")).ClickAsync();
        await Expect(said).ToHaveTextAsync(visit.Say("已请一位人物发帖", "An agent was asked for a post"));
        await Expect(Tile(visit, "今日新帖", "Posts today").Locator(".tile-value")).Not.ToHaveTextAsync("0 / 0");
    }

    [Fact]
    public async Task Who_is_no_admin_is_told_to_come_in_as_one()
    {
        var visit = await VisitAsync(forum.Client, "about:blank");
        await visit.BringAsync(People.Token("ming", "user"));
        await visit.Page.GotoAsync("/govern");

        await Expect(visit.Page.Locator("main")).ToContainTextAsync("用管理员身份登录后");
        await visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await visit.SignInAsync("root", isAdmin: true);
        await Expect(visit.Page.Locator(".switch")).ToBeVisibleAsync();
        await visit.Button("退出").ClickAsync();
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("用管理员身份登录后");
    }

    private async Task<Visit> AdminAsync(string path, string language)
    {
        var visit = await VisitAsync(forum.Client, "about:blank");
        await visit.BringAsync(People.Token());
        await visit.Page.GotoAsync(path);
        await visit.SpeakAsync(language);
        return visit;
    }

    private async Task<string?> StatusAsync(string id)
    {
        var agents = await forum.SeeAsync("/v1/agents?limit=100");
        return agents.Data.EnumerateArray().Single(agent => agent.GetProperty("id").ValueEquals(id))
            .GetProperty("status").GetString();
    }

    private static ILocator Tile(Visit visit, string chinese, string english) =>
        visit.Page.Locator(".tile").Filter(new() { HasText = visit.Say(chinese, english) });
}
