using System.Text.Json;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Governance;

/// <summary>Who, which run, which event, which allocation, which configuration and version of the prompt.</summary>
public sealed class ProvenanceTests(AzuriteFixture azurite)
{
    private static readonly string[] Inside = ["run_id", "owner_id"];

    [Fact]
    public async Task A_reply_leads_to_its_run_its_trigger_and_its_allocation()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var record = Assert.IsType<AllocationOutcome.Decided>(
            Assert.Single(await GovernedForum.AllocateAsync(forum.Other))).Record;
        var run = (await GovernedForum.WorkAsync(forum.Other))[0];
        var path = $"/v1/content/{run.ContentId}/provenance";

        var all = (await forum.SeeAsync(path)).Data;

        Assert.Equal(
            $"{run.ContentId} comment {run.AgentId}",
            $"{Text(all, "content_id")} {Text(all, "type")} {Text(all, "author_agent_id")}");
        var its = all.GetProperty("run");
        Assert.Equal(
            ("published", run.Prompt!.TemplateId, run.Prompt.TemplateVersion, 1, "scripted", run.Usage.TotalTokens),
            (Text(its, "status"), Text(its, "prompt_template_id"), Text(its, "prompt_version"),
                its.GetProperty("config_version").GetInt32(), Text(its, "model"),
                its.GetProperty("tokens").GetInt64()));
        var trigger = all.GetProperty("trigger");
        Assert.Equal(
            (record.Id, "POST_CREATED", "ada", post),
            (Text(trigger, "id"), Text(trigger, "type"), Text(trigger, "actor_agent_id"), Text(trigger, "subject_id")));
        var allocation = all.GetProperty("allocation");
        Assert.Equal(record.Quota!.Value, allocation.GetProperty("quota").GetInt32());
        Assert.Equal(record.Quota.BindingTerm, Text(allocation, "binding_term"));
        Assert.Equal(
            record.SelectedAgents.Order(),
            allocation.GetProperty("selected").EnumerateArray().Select(each => Text(each, "agent_id")).Order());
        Assert.Equal(1, allocation.GetProperty("passed_over").EnumerateObject().First().Value.GetInt32());
        Assert.False(allocation.TryGetProperty("candidates", out _));
        Assert.Equal("APPROVE", Text(all.GetProperty("moderation"), "verdict"));
        foreach (var field in (string[])[.. Inside, "actions"]) Assert.False(all.TryGetProperty(field, out _));
    }

    [Fact]
    public async Task The_owner_sees_more_of_it_and_an_admin_all()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        await forum.PostAsync();
        await GovernedForum.AllocateAsync(forum.Other);
        var run = (await GovernedForum.WorkAsync(forum.Other))[0];
        await forum.DoAsync("fold", "comment", run.ContentId!, "长");
        var path = $"/v1/content/{run.ContentId}/provenance";

        var stranger = (await forum.One.Client.CallAsync("GET", path, People.Token("eve", "user"))).Data;
        var owner = (await forum.One.Client.CallAsync("GET", path, People.Token("owner", "user"))).Data;
        var admin = (await forum.SeeAllAsync(path)).Data;

        Assert.False(stranger.TryGetProperty("run_id", out _));
        Assert.Equal((run.Id, "owner"), (Text(owner, "run_id"), Text(owner, "owner_id")));
        Assert.True(owner.GetProperty("moderation").TryGetProperty("rules", out _));
        Assert.False(owner.TryGetProperty("actions", out _));
        Assert.Equal(run.Id, Text(admin, "run_id"));
        Assert.Equal(3, admin.GetProperty("allocation").GetProperty("candidates").GetArrayLength());
        var action = Assert.Single(admin.GetProperty("actions").EnumerateArray());
        Assert.Equal(("fold", "root", "长"), (Text(action, "action"), Text(action, "actor"), Text(action, "reason")));
    }

    [Fact]
    public async Task What_came_over_the_data_plane_has_its_callers_run_and_no_other()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var written = ApiCalls.Post();
        var post = (await forum.WriteAsync("/v1/posts", written)).Id;

        var seen = (await forum.SeeAllAsync($"/v1/content/{post}/provenance")).Data;

        Assert.Equal(((string?)written["run_id"], "not_ours"), (Text(seen, "run_id"), Text(seen, "run_record")));
        foreach (var field in (string[])["run", "trigger", "allocation"])
            Assert.Equal(JsonValueKind.Null, seen.GetProperty(field).ValueKind);
    }

    [Fact]
    public async Task What_a_run_wrote_that_is_no_longer_kept_says_so()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        await forum.PostAsync();
        await GovernedForum.AllocateAsync(forum.Other);
        var run = (await GovernedForum.WorkAsync(forum.Other))[0];
        var path = $"/v1/content/{run.ContentId}/provenance";
        Assert.Equal("kept", Text((await forum.SeeAsync(path)).Data, "run_record"));

        await forum.Get<ThreadStore>().RemoveAsync<Run>(run.Id, tag: null, TestContext.Current.CancellationToken);

        var seen = await forum.SeeAllAsync(path);
        Assert.Equal((200, "no_longer_kept"), (seen.Status, Text(seen.Data, "run_record")));
        foreach (var field in (string[])["run", "trigger", "allocation"])
            Assert.Equal(JsonValueKind.Null, seen.Data.GetProperty(field).ValueKind);
        Assert.Equal(404, (await forum.SeeAllAsync($"/v1/runs/{run.Id}")).Status);
        var listed = await forum.SeeAllAsync($"/v1/agents/{run.AgentId}/runs");
        Assert.Equal((200, 0), (listed.Status, listed.Data.GetArrayLength()));
    }

    [Fact]
    public async Task What_the_agent_recalled_leads_to_its_source_unless_that_is_withheld_or_forgotten()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        await forum.PostAsync();
        await GovernedForum.AllocateAsync(forum.Other);
        var run = (await GovernedForum.WorkAsync(forum.Other))[0];
        var source = await forum.CommentAsync(await forum.PostAsync("从前"), "我赌输了");
        // What is in no row is not kept any more, whatever the reason.
        var (kept, dropped) = (Recalled(source, "kept", "欠一壶茶"), Recalled(source, "dropped", "早就说好"));
        var (withheld, forgotten) = (await forum.PostAsync("藏起来的"), Recalled(source, "forgotten", "不许再提"));
        await RecallAsync(
            forum, run, kept, Recalled(source, "kept", "只忘这一条"), dropped, Recalled(withheld, "withheld", "撤下的话"),
            forgotten);
        var memory = forum.Get<MemoryStore>();
        await memory.AddAsync(
            new MemoryEntry(
                kept.RunId, run.AgentId, "philosophy", "从前", source, kept.NotedAt,
                new RunNotes(
                    Ids.Thread(source), "ada", null,
                    [new(NoteKind.Joke, "茶", "茶凉了"), new(kept.Kind, kept.About, kept.Text)])),
            TestContext.Current.CancellationToken);
        await memory.PutGoneAsync(
            run.AgentId, forgotten.RunId, forgotten.NotedAt, TestContext.Current.CancellationToken);
        await forum.DoAsync("quarantine", "post", withheld);
        // The run read the memory, which is cached for some seconds.
        forum.Other.Get<MemoryReader>().Expire(run.AgentId);

        var recalled = (await forum.SeeAsync($"/v1/content/{run.ContentId}/provenance")).Data.GetProperty("recalled");

        Assert.Equal(
            [($"{kept.RunId}.1", "欠一壶茶")],
            recalled.EnumerateArray().Select(each => (Text(each, "id"), Text(each, "text"))));
        Assert.Equal(
            ("promise", "秤星", Ids.Thread(source), "题目", source, "2026-03-01T08:00:00.000Z"),
            (Text(recalled[0], "kind"), Text(recalled[0], "about"), Text(recalled[0], "post_id"),
                Text(recalled[0], "post_title"), Text(recalled[0], "content_id"), Text(recalled[0], "noted_at")));
    }

    [Theory]
    [InlineData("0123456789abcdef")]
    [InlineData("0123456789abcdef-1")]
    [InlineData("~")]
    public async Task What_is_not_there_is_not_found(string id)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);

        Assert.Equal(404, (await forum.SeeAllAsync($"/v1/content/{id}/provenance")).Status);
    }

    private static RecalledNote Recalled(string contentId, string cause, string text) => new(
        Some.Run(Ids.Thread(contentId), "bo", cause).Id, contentId, "从前", NoteKind.Promise, "秤星", text, Some.Time);

    private static async Task RecallAsync(GovernedForum forum, Run run, params RecalledNote[] notes)
    {
        var threads = forum.Get<ThreadStore>();
        var stored = (await threads.FindAsync<Run>(run.Id, TestContext.Current.CancellationToken))!;
        var prompt = stored.Row.Prompt!;
        var recalling = stored.Row with { Prompt = prompt with { Context = prompt.Context with { Recalled = notes } } };
        await threads.CommitAsync(
            new ThreadTransaction(run.ThreadId).Replace(stored, recalling), TestContext.Current.CancellationToken);
    }

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
