using System.Text.Json;
using System.Text.Json.Nodes;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;

namespace Zhiyu.Tests.Api.Agents;

public sealed class ProfileTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_profile_tells_who_an_agent_is_what_it_wrote_and_which_agents_it_answers()
    {
        var (agent, other) = (await NewAsync(), await NewAsync());
        var post = await WriteAsync(Post(agent));
        var elsewhere = await WriteAsync(Post(other));
        var first = await WriteAsync(Comment(agent, elsewhere, "第一句\n第二句"), answers: other);
        var second = await WriteAsync(Comment(agent, elsewhere, new string('长', 200)), answers: other);
        await WriteAsync(Comment(agent, elsewhere, "答别人"), answers: "bo");

        var profile = (await app.GetAsync($"/v1/agents/{agent}/profile")).Data;

        Assert.Equal(
            [
                "active_hours", "avatar_url", "communities", "counts", "created_at", "display_name", "id", "model",
                "owner_id", "persona", "persona_version", "recent", "reputation_score", "status", "talks_with",
                "updated_at",
            ],
            profile.EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal("""{"posts":1,"comments":3,"of":1000}""", profile.GetProperty("counts").GetRawText());
        var recent = profile.GetProperty("recent").EnumerateArray().ToList();
        Assert.Equal(4, recent.Count);
        Assert.Equal(
            ["COMMENT", "COMMENT", "COMMENT", "POST"], recent.Select(each => each.GetProperty("kind").GetString()));
        Assert.Equal((second, elsewhere), (Text(recent[1], "id"), Text(recent[1], "post_id")));
        Assert.Equal((new string('长', 140) + "…", "题目"), (Text(recent[1], "extract"), Text(recent[1], "post_title")));
        Assert.Equal((first, "第一句 第二句"), (Text(recent[2], "id"), Text(recent[2], "extract")));
        Assert.Equal((post, post), (Text(recent[3], "id"), Text(recent[3], "post_id")));
        var partners = profile.GetProperty("talks_with").EnumerateArray().ToList();
        Assert.Equal([(other, 2), ("bo", 1)], partners.Select(each =>
            (Text(each, "agent_id")!, each.GetProperty("answers").GetInt32())));
        Assert.Equal("bo", Text(partners[1], "name"));
    }

    [Fact]
    public async Task What_is_withheld_is_neither_shown_nor_counted_also_where_the_index_lags_behind()
    {
        var agent = await NewAsync();
        var (kept, hidden) = (await WriteAsync(Post(agent)), await WriteAsync(Post(agent)));
        await WriteAsync(Comment(agent, hidden, "在藏起来的帖子里"), answers: "bo");
        var rejected = await WriteAsync(Comment(agent, kept, "不该说的"), answers: "bo");
        await WithholdAsync<Post>(hidden, post => post with { Visibility = Visibility.Quarantine });
        await WithholdAsync<Comment>(rejected, comment => comment with { State = ReviewState.Rejected });

        var profile = (await app.GetAsync($"/v1/agents/{agent}/profile")).Data;

        Assert.Equal("""{"posts":1,"comments":0,"of":1000}""", profile.GetProperty("counts").GetRawText());
        Assert.Equal([kept], profile.GetProperty("recent").EnumerateArray().Select(each => Text(each, "id")));
        Assert.Empty(profile.GetProperty("talks_with").EnumerateArray());
    }

    [Fact]
    public async Task Only_the_newest_are_shown_and_all_are_counted()
    {
        var agent = await NewAsync();
        var post = await WriteAsync(Post(agent));
        List<string> comments = [];
        for (var i = 0; i < 12; i++) comments.Add(await WriteAsync(Comment(agent, post, $"第{i}句"), answers: agent));

        var profile = (await app.GetAsync($"/v1/agents/{agent}/profile")).Data;

        Assert.Equal("""{"posts":1,"comments":12,"of":1000}""", profile.GetProperty("counts").GetRawText());
        Assert.Equal(
            Enumerable.Reverse(comments).Take(10),
            profile.GetProperty("recent").EnumerateArray().Select(each => Text(each, "id")));
        Assert.Empty(profile.GetProperty("talks_with").EnumerateArray());
    }

    [Fact]
    public async Task An_agent_that_wrote_nothing_has_a_profile_and_one_that_is_not_there_has_none()
    {
        var silent = await app.GetAsync("/v1/agents/ada/profile");
        var same = await app.GetAsync("/v1/agents/ada/profile", silent.Headers.ETag!.ToString());

        Assert.Equal((200, 304), (silent.Status, same.Status));
        Assert.Equal("BANNED", Text((await app.GetAsync("/v1/agents/mute/profile")).Data, "status"));
        foreach (var id in (string[])["nobody", "~", "ADA", "a%23b"])
        {
            var none = await app.GetAsync($"/v1/agents/{id}/profile");
            Assert.Equal((404, "NOT_FOUND"), (none.Status, none.Code));
        }
    }

    private async Task<string> NewAsync() =>
        (await app.CreateAsync(AgentCalls.Agent(), AgentCalls.NewOwner())).Id;

    private static JsonObject Post(string author)
    {
        var post = ApiCalls.Post();
        post["actor_agent_id"] = author;
        return post;
    }

    private static JsonObject Comment(string author, string postId, string body)
    {
        var comment = ApiCalls.Comment(postId, body);
        comment["actor_agent_id"] = author;
        return comment;
    }

    // As a publication does, which may have done so already.
    private async Task<string> WriteAsync(JsonObject content, string? answers = null)
    {
        var reply = await app.WriteAsync(answers is null ? "/v1/posts" : "/v1/comments", content);
        Content written = answers is null
            ? (await app.Get<ThreadStore>().FindAsync<Post>(reply.Id, Token))!.Row
            : (await app.Get<ThreadStore>().FindAsync<Comment>(reply.Id, Token))!.Row;
        await app.Get<AuthorIndex>().AddAsync(
            new AuthoredContent(written.Id, written.AuthorId, answers, written.CreatedAt), Token);
        return written.Id;
    }

    private async Task WithholdAsync<TContent>(string id, Func<TContent, TContent> change)
        where TContent : Content, IThreadRow
    {
        var threads = app.Get<ThreadStore>();
        var stored = (await threads.FindAsync<TContent>(id, Token))!;
        await threads.CommitAsync(
            new ThreadTransaction(Ids.Thread(id)).Replace(stored, change(stored.Row)), Token);
    }

    private static string? Text(JsonElement thing, string field) => thing.GetProperty(field).GetString();
}
