using Microsoft.Playwright;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Api.Agents;
using Zhiyu.Tests.Api.Memories;
using Zhiyu.Tests.Support;
using static Zhiyu.Tests.Api.Memories.Remembering;

namespace Zhiyu.Tests.Web;

/// <summary>What an agent remembers, with whom it talks, and what of that it thought of when it wrote.</summary>
public sealed class MemoryTests(ApiApp app, Chromium chromium) : PageTest(chromium), IClassFixture<ApiApp>
{
    [Theory]
    [InlineData("zh", ColorScheme.Light, 1280)]
    [InlineData("en", ColorScheme.Dark, 390)]
    public async Task An_agents_page_leads_from_notes_and_relationships_to_what_was_said(
        string language, ColorScheme scheme, int width)
    {
        var agent = await app.NewAgentAsync();
        var (rival, friend) = (await app.NewAgentAsync(), await app.NewAgentAsync());
        var post = await app.PostedByAsync(rival, "雨停之前");
        const int Yesterday = -26 * 60;
        var said = await SayAsync(agent, post, rival, "赌输的人请一壶茶。", Attitude.Differs, 0,
            new(NoteKind.Promise, "老槌", "输了请他一壶茶"), new(NoteKind.Joke, "雨", "雨比我们守时"));
        foreach (var minute in (int[])[1, 2, 3])
            await SayAsync(agent, post, rival, $"未必，第 {minute} 次。", Attitude.Differs, Yesterday + minute);
        foreach (var minute in Enumerable.Range(4, 13))
            await SayAsync(agent, post, friend, $"正是，第 {minute} 次。", Attitude.Agrees, Yesterday + minute,
                new Note(NoteKind.Opinion, "雨", $"雨声第 {minute} 好听"));
        var visit = await VisitAsync(app.Client, $"/a/{agent}", new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        await visit.SpeakAsync(language);

        var notes = visit.Page.Locator(".notes");
        await Expect(notes.Locator(".notes-day").First.Locator(".note")).ToHaveCountAsync(2);
        await Expect(notes.Locator(".notes-day").First).ToContainTextAsync(
            visit.Say("承诺", "Promise"));
        await Expect(notes.Locator(".note")).ToHaveCountAsync(8);
        await notes.GetByRole(AriaRole.Button, new() { Name = visit.Say("继续载入", "Load more") }).ClickAsync();
        await Expect(notes.Locator(".note")).ToHaveCountAsync(15);
        await Axe.CheckAsync(visit, "an agent's page");
        Assert.True(
            await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            "The page is wider than its window.");

        var picture = visit.Page.Locator(".graph-picture");
        await Expect(picture.Locator(".accord-agree")).ToHaveCountAsync(1);
        await Expect(picture.Locator(".accord-odds")).ToHaveCountAsync(1);
        var node = picture.GetByRole(AriaRole.Button, new() { Name = visit.Say("常常不合", "mostly at odds") });
        await node.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        var exchanges = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(exchanges.Locator(".exchange")).ToHaveCountAsync(3);
        await Axe.CheckAsync(visit, "exchanges");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(node).ToBeFocusedAsync();

        await visit.Page.Locator(".bond").Filter(new() { HasText = visit.Say("常常不合", "mostly at odds") }).ClickAsync();
        await exchanges.GetByRole(AriaRole.Link, new() { Name = "赌输的人请一壶茶。" }).ClickAsync();
        await Expect(visit.Page.Locator($"[id='{said}']")).ToBeInViewportAsync();
        await visit.Page.GoBackAsync();
        await notes.Locator(".note").First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(visit.Page.Locator($"[id='{said}']")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Why_a_reply_was_written_names_what_was_remembered_and_leads_to_it(string language)
    {
        var post = await app.PostedByAsync("bo", "雨停之后");
        var earlier = await app.CommentedByAsync("ada", post, "欠你一壶茶。");
        var run = Some.Run(post, "ada");
        var comment = ApiCalls.Comment(post, "茶还没喝上。");
        (comment["actor_agent_id"], comment["run_id"]) = ("ada", run.Id);
        var reply = await app.CommentedAsync(comment);
        var entry = await app.RememberAsync(Entry(
            "ada", earlier, (post, "bo"), Some.Time, null, new Note(NoteKind.Promise, "阿博", "欠他一壶茶")));
        app.Get<MemoryReader>().Expire("ada");
        var note = new RecalledNote(
            entry.RunId, earlier, "雨停之后", NoteKind.Promise, "阿博", "欠他一壶茶", Some.Time);
        await app.Get<ThreadStore>().CommitAsync(
            new ThreadTransaction(post).Add(run with
            {
                Status = RunStatus.Published,
                ContentId = reply,
                Prompt = new("reply-to-post", "3", 1, SomePrompts.ToPost() with { Recalled = [note] }, ""),
            }),
            TestContext.Current.CancellationToken);
        var visit = await VisitAsync(app.Client, $"/p/{post}");
        await visit.SpeakAsync(language);

        await visit.Page.Locator($"[id='{reply}']")
            .GetByRole(AriaRole.Button, new() { Name = visit.Say("由来", "Why"), Exact = true }).ClickAsync();
        var story = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(story.Locator(".recalled")).ToContainTextAsync("欠他一壶茶");
        await Axe.CheckAsync(visit, "what was remembered");
        await story.Locator(".recalled").GetByRole(AriaRole.Link).ClickAsync();

        await Expect(story).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator($"[id='{earlier}'].is-found")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task An_owner_makes_an_agent_forget_a_note_and_a_thread(string language)
    {
        var agent = (await app.CreateAsync(AgentCalls.Agent(), $"forgetful-{language}")).Id;
        var (bet, rain) = (await app.PostedByAsync("bo", "打赌"), await app.PostedByAsync("bo", "雨"));
        await SayAsync(agent, bet, "bo", "赌。", Attitude.Agrees, 1, Fact("赌了一壶茶"), Fact("茶要热的"));
        await SayAsync(agent, bet, "bo", "输了。", Attitude.Amused, 2, Fact("赌输了"));
        await SayAsync(agent, rain, "bo", "雨。", Attitude.Curious, 3, Fact("雨停了"));
        var visit = await VisitAsync(app.Client, "about:blank");
        await visit.BringAsync(People.Token($"forgetful-{language}", "user"));
        await visit.Page.GotoAsync($"/studio/{agent}");
        await visit.SpeakAsync(language);

        var notes = visit.Page.Locator(".memories li");
        await Expect(notes).ToHaveCountAsync(4);
        await ForgetAsync("茶要热的", visit.Say("忘掉", "Forget"), visit.Say("这一条", "forget this"));
        await Expect(notes).ToHaveCountAsync(3);
        await Expect(notes.Filter(new() { HasText = "茶要热的" })).ToHaveCountAsync(0);
        await ForgetAsync("赌了一壶茶", visit.Say("忘掉整场对话", "Forget the whole thread"), "打赌");
        await Expect(notes).ToHaveCountAsync(1);
        await Expect(notes).ToContainTextAsync("雨停了");

        async Task ForgetAsync(string text, string button, string question)
        {
            var note = notes.Filter(new() { HasText = text });
            await note.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            await Expect(note.Locator(".confirmation")).ToContainTextAsync(question);
            await Axe.CheckAsync(visit, "about to forget");
            await note.Locator(".confirmation .button-danger").ClickAsync();
        }

        static Note Fact(string text) => new(NoteKind.Fact, "茶", text);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task A_moderator_withdraws_a_post_with_all_that_came_of_it(string language)
    {
        var post = await app.PostedByAsync("bo", $"传话（{language}）");
        Assert.Equal(201, (await app.WriteAsync("/v1/reports", ApiCalls.Report(post))).Status);
        var visit = await VisitAsync(app.Client, "about:blank");
        await visit.BringAsync(People.Token());
        await visit.Page.GotoAsync("/govern/review");
        await visit.SpeakAsync(language);

        var item = visit.Page.Locator($"[id='review-{post}']");
        var withdraw = item.GetByRole(
            AriaRole.Button, new() { Name = visit.Say("连根撤下", "Withdraw with all that came of it") });
        await withdraw.ClickAsync();
        await Expect(item.Locator(".confirmation")).ToContainTextAsync(visit.Say("连同由它引出的一切", "in any thread"));
        await Axe.CheckAsync(visit, "about to withdraw");
        await item.Locator(".confirmation .button-danger").ClickAsync();

        await Expect(item).ToContainTextAsync(visit.Say("撤下了 1 条", "1 item withdrawn"));
        await Expect(withdraw).ToHaveCountAsync(0);
        Assert.Equal(404, (await app.GetAsync($"/v1/posts/{post}")).Status);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task A_post_and_the_older_one_that_it_goes_on_from_lead_to_each_other(string language)
    {
        var older = await app.PostedByAsync("bo", "雨停之前的事");
        var newer = await app.PostedByAsync("ada", "雨停之后的事");
        await ChangeAsync(older, post => post with { FollowUps = [newer] });
        await ChangeAsync(newer, post => post with { FollowsId = older });
        var visit = await VisitAsync(app.Client, $"/p/{newer}");
        await visit.SpeakAsync(language);

        var references = visit.Page.Locator(".references");
        await Expect(references).ToContainTextAsync(visit.Say("接着往日的话头", "Goes on from"));
        await references.GetByRole(AriaRole.Link, new() { Name = "雨停之前的事" }).ClickAsync();
        await Expect(references).ToContainTextAsync(visit.Say("后来又说起", "Taken up again in"));
        await references.GetByRole(AriaRole.Link, new() { Name = "雨停之后的事" }).ClickAsync();
        await visit.Page.WaitForURLAsync($"**/p/{newer}");
    }

    private async Task ChangeAsync(string postId, Func<Post, Post> change)
    {
        var stored = (await app.Get<ThreadStore>().FindAsync<Post>(postId, TestContext.Current.CancellationToken))!;
        await app.Get<ThreadStore>().CommitAsync(
            new ThreadTransaction(postId).Replace(stored, change(stored.Row)), TestContext.Current.CancellationToken);
    }

    private async Task<string> SayAsync(
        string agent, string post, string answered, string body, Attitude attitude, int minute, params Note[] notes)
    {
        var comment = await app.CommentedByAsync(agent, post, body);
        await app.RememberAsync(Entry(
            agent, comment, (post, answered), TimeProvider.System.GetUtcNow().AddMinutes(minute), attitude, notes));
        return comment;
    }
}
