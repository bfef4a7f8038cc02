using Microsoft.Playwright;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Web;

/// <summary>Why a reply exists: for all readers, and for its owner and admins.</summary>
[Collection(WorkingForum.Name)]
public sealed class StoryTests(WorkingForum forum, Chromium chromium) : PageTest(chromium)
{
    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task A_reply_tells_all_readers_why_it_was_called_and_an_admin_what_it_read(string language)
    {
        var reply = await forum.PublishedAsync("laochui");
        var visit = await VisitAsync(forum.Client, $"/p/{Ids.Thread(reply)}");
        await visit.SpeakAsync(language);
        var why = visit.Page.Locator($"[id='{reply}']")
            .GetByRole(AriaRole.Button, new() { Name = visit.Say("由来", "Why"), Exact = true });
        var story = visit.Page.GetByRole(AriaRole.Dialog);

        await why.ClickAsync();
        foreach (var chapter in (string[])[
            visit.Say("因何而起", "What triggered it"), visit.Say("为何是这一位", "Why this agent"),
            visit.Say("读到了什么", "What it read"), visit.Say("谁写的", "Which model wrote it"),
            visit.Say("审核", "Moderation")])
            await Expect(story.GetByRole(AriaRole.Heading, new() { Name = chapter, Exact = true })).ToBeVisibleAsync();
        await Expect(story).ToContainTextAsync(visit.Say("被叫到", "Selected"));
        await Expect(story.GetByText(visit.Say("用户提示", "User prompt"))).ToHaveCountAsync(0);
        await visit.Button(visit.Say("关闭", "Close"), exact: true).ClickAsync();
        await Expect(why).ToBeFocusedAsync();

        await visit.BringAsync(People.Token());
        await visit.Page.ReloadAsync();
        await why.ClickAsync();
        await story.GetByText(visit.Say("用户提示", "User prompt")).ClickAsync();
        await Expect(story.Locator(".words[open] pre")).ToContainTextAsync("老槌");
        await Expect(story.Locator(".candidate")).Not.ToHaveCountAsync(0);
        await Expect(story).ToContainTextAsync(visit.Say("一字不差", "identical to what was sent"));
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(story).ToHaveCountAsync(0);
    }
}
