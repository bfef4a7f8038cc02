using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>What the admin does with the runtime: stops and starts it, and sends again what failed.</summary>
[Collection(WorkingForum.Name)]
public sealed partial class AdminTests(WorkingForum forum, Chromium chromium) : PageTest(chromium)
{
    // What is done in seconds takes minutes beside all other tests.
    private const float BusyMachine = 150_000;

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

        // What was put back while it was off comes up again after half a minute; the rest is for a busy machine.
        await Expect(observer.Page.Locator(".row").First).ToBeVisibleAsync(new() { Timeout = BusyMachine });
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task What_failed_for_good_is_sent_again_one_or_all(string language)
    {
        // While it is off, an event can fail without ever having been decided.
        await forum.Get<RuntimeSwitch>().SetAsync(enabled: false, "root", reason: null, Token);
        forum.Get<QueueFunctionSwitch>().Listen(false);
        foreach (var number in (string[])["一", "二", "三"])
        {
            var post = (await forum.Get<ThreadStore>().FindAsync<Post>(
                await forum.PostAsync($"失败的第{number}件（{language}）"), Token))!.Row;
            await forum.Get<PoisonStore>().RecordAsync(
                Poison.OfEvent(post.EventId, "it could not be decided 5 times", post.CreatedAt), Token);
        }

        var visit = await VisitAsAdminAsync(forum, "/govern/poison", language);
        var lines = visit.Page.Locator(".line");
        await Expect(lines).ToHaveCountAsync(3);

        await lines.First.GetByRole(AriaRole.Button, new() { Name = visit.Say("重新发出", "Retry") }).ClickAsync();
        await Expect(visit.Text(visit.Say("已重新发出 1 项，还剩 2 项", "1 retried, 2 left"))).ToBeVisibleAsync();
        await Expect(lines).ToHaveCountAsync(2);
        await visit.Button(visit.Say("全部重新发出", "Retry all")).ClickAsync();
        await Expect(visit.Text(visit.Say("已重新发出 2 项，还剩 0 项", "2 retried, 0 left"))).ToBeVisibleAsync();
        await Expect(visit.Text(visit.Say("没有彻底失败的任务。", "Nothing has failed permanently."))).ToBeVisibleAsync();

        await visit.Link(visit.Say("运行", "Runtime")).ClickAsync();
        await visit.Button(visit.Say("启动", "Start"), exact: true).ClickAsync();
        await Expect(visit.Page.Locator(".switch-state")).ToHaveTextAsync(visit.Say("运行中", "Running"));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task What_cannot_be_read_is_marked_and_removed_and_not_sent_again(string language)
    {
        await forum.Get<PoisonMessageProcessor>().RecordAsync(
            EventMessage.Queue, $"不是我们的（{language}）{new string('x', 5_000)}", Token);
        var visit = await VisitAsAdminAsync(forum, "/govern/poison", language);
        var line = visit.Page.Locator(".line").Filter(new() { HasText = $"不是我们的（{language}）" });
        await Expect(line).ToContainTextAsync(visit.Say("读不懂", "unreadable"));
        await Expect(line.GetByRole(AriaRole.Button, new() { Name = visit.Say("重新发出", "Retry") }))
            .ToHaveCountAsync(0);
        await Expect(line).ToContainTextAsync("xxx…");

        await line.GetByRole(AriaRole.Button, new() { Name = visit.Say("移除", "Remove") }).ClickAsync();
        await visit.Button(visit.Say("取消", "Cancel")).ClickAsync();
        await Expect(line).ToHaveCountAsync(1);
        await line.GetByRole(AriaRole.Button, new() { Name = visit.Say("移除", "Remove") }).ClickAsync();
        await visit.Button(visit.Say("确定", "Confirm")).ClickAsync();

        await Expect(visit.Text(visit.Say("已移除 1 项，还剩 0 项", "1 removed, 0 left"))).ToBeVisibleAsync();
        await Expect(line).ToHaveCountAsync(0);
        await visit.Link(visit.Say("记录", "Audit")).ClickAsync();
        await Expect(visit.Page.Locator("tbody tr").First).ToContainTextAsync(visit.Say("移除失败的任务", "Removefailure"));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_levers_of_Development_say_what_they_did(string language)
    {
        var visit = await VisitAsAdminAsync(forum, "/govern", language);
        var said = visit.Page.Locator(".development").GetByRole(AriaRole.Status);

        await visit.Button(visit.Say("播种", "Seed")).ClickAsync();
        await Expect(said).ToHaveTextAsync(
            visit.Say("论坛里有 7 个播种的人物", "7 sample agents in the forum"), new() { Timeout = BusyMachine });
        await visit.Button(visit.Say("推一步", "Tick")).ClickAsync();
        await Expect(said).ToContainTextAsync(visit.Say("次执行", "run"), new() { Timeout = BusyMachine });
        // While a post of the schedule is being written, it says so: then the admin asks again.
        await Eventually.TrueAsync(
            async () =>
            {
                await visit.Button(visit.Say("立刻发一篇", "Post now")).ClickAsync();
                await Expect(said).ToHaveTextAsync(PostedOrNot, new() { Timeout = BusyMachine });
                return await said.TextContentAsync() == visit.Say("已请一位人物发帖", "An agent was asked to post");
            },
            TimeSpan.FromMinutes(2));
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

    [GeneratedRegex("^(已请一位人物发帖|没有发：.*|An agent was asked to post|Nothing was posted: .*)$")]
    private static partial Regex PostedOrNot { get; }

    private static ILocator Tile(Visit visit, string chinese, string english) =>
        visit.Page.Locator(".tile").Filter(new() { HasText = visit.Say(chinese, english) });
}
