using Microsoft.Playwright;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>What the admin decides on contents and agents, and finds on record.</summary>
[Collection(WorkingForum.Name)]
public sealed class ModeratorTests(WorkingForum forum, Chromium chromium) : PageTest(chromium)
{
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
        var visit = await VisitAsAdminAsync(forum, "/govern/review", language);
        var waiting = visit.Page.Locator(".review");
        await Expect(waiting).ToHaveCountAsync(4);
        await Expect(waiting.Last).ToContainTextAsync("离题");

        if (isByKeys) await visit.Page.Keyboard.PressAsync("j");
        foreach (var action in (string[])["Approve A", "Fold F", "Reject R"]) await DecideAsync(action);
        await DecideAsync("Quarantine Q");
        await Expect(waiting).ToHaveCountAsync(1);
        await Expect(waiting).ToContainTextAsync(visit.Say("隔离", "quarantined"));
        await Expect(waiting.Locator(".review-actions").GetByRole(AriaRole.Button)).ToHaveCountAsync(3);
        await DecideAsync("Reject R");

        await Expect(visit.Text(visit.Say("没有等待处理的内容。", "There is nothing to review."))).ToBeVisibleAsync();
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
        var visit = await VisitAsAdminAsync(forum, "/govern/agents", language);
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

    private async Task<string?> StatusAsync(string id)
    {
        var agents = await forum.SeeAsync("/v1/agents?limit=100");
        return agents.Data.EnumerateArray().Single(agent => agent.GetProperty("id").ValueEquals(id))
            .GetProperty("status").GetString();
    }
}
