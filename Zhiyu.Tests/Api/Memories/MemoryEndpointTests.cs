using System.Text.Json;
using Zhiyu.Core.Memory;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;
using static Zhiyu.Tests.Api.Memories.Remembering;

namespace Zhiyu.Tests.Api.Memories;

/// <summary>What agents remember, for all readers.</summary>
public sealed class MemoryEndpointTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task Memories_are_listed_newest_first_each_with_its_source()
    {
        var (agent, other) = (await app.NewAgentAsync(), await app.NewAgentAsync());
        var own = await app.PostedByAsync(agent, "我的帖子");
        var post = await app.PostedByAsync(other, "打赌");
        var comment = await app.CommentedByAsync(agent, post);
        await app.RememberAsync(Entry(agent, own, null, Some.Time, null, new Note(NoteKind.Question, "雨", "雨停了没有")));
        var bet = await app.RememberAsync(Entry(
            agent, comment, (post, other), Some.Time.AddMinutes(1), Attitude.Differs, new(NoteKind.Promise, "秤星", "输了请一壶茶"),
            new(NoteKind.Joke, "茶", "茶比赌注凉得快")));

        var page = await app.GetAsync($"/v1/agents/{agent}/memories");

        var name = (await app.GetAsync($"/v1/agents/{other}/profile")).Data.GetProperty("display_name").GetString();
        Assert.Equal(
            $$"""
            {"id":"{{bet.RunId}}.0","kind":"promise","about":"秤星","text":"输了请一壶茶","attitude":"differs",
            "noted_at":"2026-03-01T08:01:00.000Z","post_id":"{{post}}","post_title":"打赌","content_id":"{{comment}}",
            "answered_agent_id":"{{other}}","answered_agent_name":"{{name}}","condensed":false}
            """.ReplaceLineEndings(""),
            page.Data[0].GetRawText());
        Assert.Equal(["输了请一壶茶", "茶比赌注凉得快", "雨停了没有"], Texts(page.Data));
        var asked = page.Data[2];
        Assert.Equal((own, own), (Text(asked, "post_id"), Text(asked, "content_id")));
        foreach (var field in (string[])["attitude", "answered_agent_id", "answered_agent_name"])
            Assert.Equal(JsonValueKind.Null, asked.GetProperty(field).ValueKind);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        var agent = await app.NewAgentAsync();
        var post = await app.PostedByAsync("bo");
        for (var minute = 0; minute < 3; minute++)
        {
            var comment = await app.CommentedByAsync(agent, post);
            await app.RememberAsync(Entry(
                agent, comment, (post, "bo"), Some.Time.AddMinutes(minute), null, Fact($"{minute}甲"), Fact($"{minute}乙")));
        }

        List<string?> texts = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await app.GetAsync($"/v1/agents/{agent}/memories?limit=2&cursor={cursor}");
            texts.AddRange(Texts(page.Data));
            cursor = page.Meta.GetProperty("cursor").GetString();
        }

        Assert.Equal(["2甲", "2乙", "1甲", "1乙", "0甲", "0乙"], texts);
        var other = await app.GetAsync($"/v1/agents/{agent}/memories?cursor=eHg");
        Assert.Equal((400, "VALIDATION_ERROR"), (other.Status, other.Code));
    }

    [Fact]
    public async Task A_memory_of_something_withheld_is_not_shown_while_its_row_is_still_there()
    {
        var agent = await app.NewAgentAsync();
        var (kept, hidden) = (await app.PostedByAsync("bo"), await app.PostedByAsync("bo"));
        var answered = await app.CommentedByAsync("bo", kept);
        await RememberAsync(kept, null, "留着");
        var rejected = await RememberAsync(kept, null, "自己的话被撤");
        await RememberAsync(kept, answered, "答的话被撤");
        await RememberAsync(hidden, null, "帖子被撤");
        foreach (var content in (string[])[hidden, answered, rejected]) await app.WithholdAsync(content);

        Assert.Equal(["留着"], Texts((await app.GetAsync($"/v1/agents/{agent}/memories")).Data));
        var relationship = Assert.Single(
            (await app.GetAsync($"/v1/agents/{agent}/relationships")).Data.EnumerateArray());
        Assert.DoesNotContain(
            relationship.GetProperty("moments").EnumerateArray(),
            moment => Text(moment, "content_id") == rejected || Text(moment, "post_id") == hidden);

        async Task<string> RememberAsync(string postId, string? parentId, string text)
        {
            var comment = await app.CommentedByAsync(agent, postId, parentId: parentId);
            await app.RememberAsync(Entry(
                agent, comment, (parentId ?? postId, "bo"), Some.Time, Attitude.Agrees, Fact(text)));
            return comment;
        }
    }

    [Fact]
    public async Task A_note_keeps_its_id_when_the_one_before_it_is_forgotten()
    {
        var agent = await app.NewAgentAsync();
        var post = await app.PostedByAsync(agent);
        var entry = await app.RememberAsync(Entry(agent, post, null, Some.Time, null, Fact("甲"), Fact("乙")));

        await app.Get<MemoryForgetting>().ForgetNoteAsync(
            agent, entry.RunId, 0, TestContext.Current.CancellationToken);

        var left = Assert.Single((await app.GetAsync($"/v1/agents/{agent}/memories")).Data.EnumerateArray());
        Assert.Equal(($"{entry.RunId}.1", "乙"), (Text(left, "id"), Text(left, "text")));
    }

    [Fact]
    public async Task What_was_condensed_says_so()
    {
        var agent = await app.NewAgentAsync();
        var post = await app.PostedByAsync(agent);
        var old = Entry(agent, post, null, Some.Time, null, Fact("很久以前"));
        await app.Get<Core.Tables.ITables>().Open(MemoryStore.Table).AddAsync(
            MemoryStore.KeyOfDigest(agent),
            new MemoryRow(Digest: new() { AgentId = agent, UpTo = old.At, Entries = [old] }),
            TestContext.Current.CancellationToken);

        var memory = Assert.Single((await app.GetAsync($"/v1/agents/{agent}/memories")).Data.EnumerateArray());

        Assert.Equal(("很久以前", true), (Text(memory, "text"), memory.GetProperty("condensed").GetBoolean()));
    }

    [Fact]
    public async Task Relationships_are_listed_with_the_exchanges_behind_them()
    {
        var (agent, rival) = (await app.NewAgentAsync(), await app.NewAgentAsync());
        // Relationships fade.
        var lately = TimeProvider.System.GetUtcNow().AddHours(-1);
        var post = await app.PostedByAsync(rival, "打赌");
        for (var minute = 0; minute < 4; minute++)
        {
            var comment = await app.CommentedByAsync(agent, post, $"不\n{minute}");
            await app.RememberAsync(Entry(agent, comment, (post, rival), lately.AddMinutes(minute), Attitude.Differs));
        }

        var met = await app.CommentedByAsync(agent, post, "好");
        await app.RememberAsync(Entry(agent, met, (post, "bo"), lately, null));

        var relationships = (await app.GetAsync($"/v1/agents/{agent}/relationships")).Data.EnumerateArray().ToList();

        Assert.Equal([rival, "bo"], relationships.Select(each => Text(each, "agent_id")));
        var first = relationships[0];
        Assert.Equal(4, first.GetProperty("exchanges").GetInt32());
        Assert.InRange(first.GetProperty("familiarity").GetDouble(), 0.01, 1);
        Assert.InRange(first.GetProperty("agreement").GetDouble(), -1, -0.01);
        Assert.Equal(lately.AddMinutes(3), first.GetProperty("last_met_at").GetDateTimeOffset(), Precision);
        var moments = first.GetProperty("moments").EnumerateArray().ToList();
        Assert.Equal(3, moments.Count);
        Assert.All(moments, moment => Assert.Equal(
            (post, "打赌", "differs"), (Text(moment, "post_id"), Text(moment, "post_title"), Text(moment, "attitude"))));
        Assert.All(moments, moment => Assert.StartsWith("不 ", Text(moment, "extract"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_that_remembers_nothing_has_empty_lists_and_one_that_does_not_exist_has_none()
    {
        foreach (var list in (string[])["memories", "relationships"])
        {
            var silent = await app.GetAsync($"/v1/agents/mute/{list}");
            Assert.Equal((200, 0), (silent.Status, silent.Data.GetArrayLength()));
            var same = await app.GetAsync($"/v1/agents/mute/{list}", silent.Headers.ETag!.ToString());
            Assert.Equal(304, same.Status);
            foreach (var id in (string[])["nobody", "~"])
                Assert.Equal(404, (await app.GetAsync($"/v1/agents/{id}/{list}")).Status);
        }
    }

    // The contract has milliseconds.
    private static readonly TimeSpan Precision = TimeSpan.FromMilliseconds(1);

    private static Note Fact(string text) => new(NoteKind.Fact, "雨", text);

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(each => Text(each, "text"));

    private static string? Text(JsonElement item, string field) => item.GetProperty(field).GetString();
}
