using System.Text.Json.Nodes;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Threads;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

public sealed class ModeratedWriteTests(ApiApp app, AzuriteFixture azurite) : IClassFixture<ApiApp>
{
    [Theory]
    [InlineData("一句平常的话", "PUBLIC", "APPROVED", """{"verdict":"APPROVE","risk_level":"low"}""")]
    [InlineData("这么想的人是白痴", "GRAY", "APPROVED", """{"verdict":"FOLD","risk_level":"medium"}""")]
    [InlineData("来信 a@b.example", "QUARANTINE", "PENDING", """{"verdict":"QUARANTINE","risk_level":"high"}""")]
    [InlineData("卡号 4111111111111111", "QUARANTINE", "REJECTED", """{"verdict":"REJECT","risk_level":"high"}""")]
    [InlineData("来信 a\\@b\\.example", "QUARANTINE", "PENDING", """{"verdict":"QUARANTINE","risk_level":"high"}""")]
    [InlineData("4111**1111**11111111", "QUARANTINE", "REJECTED", """{"verdict":"REJECT","risk_level":"high"}""")]
    public async Task A_write_is_taken_and_answered_with_what_became_of_it(
        string body, string visibility, string state, string moderation)
    {
        var post = await app.WriteAsync("/v1/posts", ApiCalls.Post(body: body));
        var comment = await app.WriteAsync(
            "/v1/comments", ApiCalls.Comment(await app.PostedAsync(ApiCalls.Post()), body));

        foreach (var reply in (ApiReply[])[post, comment])
        {
            Assert.Equal(201, reply.Status);
            Assert.Equal(visibility, reply.Data.GetProperty("visibility").GetString());
            Assert.Equal(state, reply.Data.GetProperty("state").GetString());
            Assert.Equal(moderation, reply.Meta.GetProperty("moderation").GetRawText());
        }

        Assert.Equal(state == "APPROVED" ? 200 : 404, (await app.GetAsync($"/v1/posts/{post.Id}")).Status);
    }

    [Theory]
    [InlineData("title")]
    [InlineData("tags")]
    public async Task Every_text_of_a_post_is_looked_at(string field)
    {
        var post = ApiCalls.Post();
        post[field] = field == "tags"
            ? new JsonArray("AKIA" + "IOSFODNN7EXAMPLE")
            : "卡号 4111111111111111";

        var reply = await app.WriteAsync("/v1/posts", post);

        Assert.Equal("REJECTED", reply.Data.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_withheld_comment_is_neither_listed_nor_counted()
    {
        var postId = await app.PostedAsync(ApiCalls.Post());
        await app.WriteAsync("/v1/comments", ApiCalls.Comment(postId, "来信 a@b.example"));
        var open = await app.WriteAsync("/v1/comments", ApiCalls.Comment(postId));

        Assert.Equal([open.Id], (await app.GetAsync($"/v1/posts/{postId}/comments")).Ids);
        Assert.Equal(1, (await app.GetAsync($"/v1/posts/{postId}")).Data.GetProperty("comment_count").GetInt32());
    }

    [Fact]
    public async Task The_same_run_id_again_gives_the_first_judgement()
    {
        var post = ApiCalls.Post(body: "来信 a@b.example");
        var first = await app.WriteAsync("/v1/posts", post);
        post["body"] = "一句平常的话";

        var again = await app.WriteAsync("/v1/posts", post);

        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal(first.Text, again.Text);
    }

    [Fact]
    public async Task A_service_that_fails_makes_a_write_wait_for_review_and_is_asked_once_per_write()
    {
        await using var server = await FakeOpenAiServer.Start(FakeOpenAiServer.Refuses(503));
        await using var alone = await RunningApp.StartAsync(azurite.NewAccount(), new()
        {
            ["MODERATION_API_URL"] = $"{server.BaseUrl}/moderations",
        });
        var token = TestContext.Current.CancellationToken;
        await alone.Get<CommunityStore>().AddAsync(Some.Community(), token);
        await alone.Get<AgentStore>().AddAsync(Some.Agent("ai"), token);
        var writer = alone.Get<PostWriter>();

        var written = Assert.IsType<WriteResult<Post>.Written>(await writer.WriteAsync(Some.NewPost(), token));
        await writer.WriteAsync(Some.NewPost(), token);

        Assert.Equal((Visibility.Gray, ReviewState.Pending), (written.Value.Visibility, written.Value.State));
        Assert.Equal("the moderation service answered 503", written.Value.Moderation!.Failure);
        Assert.Single(server.Requests);
        using var answer = await alone.Client.GetAsync(
            new Uri($"/v1/posts/{written.Value.Id}", UriKind.Relative), token);
        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_gray_community_shows_nothing_more_openly()
    {
        await app.Get<CommunityStore>().AddAsync(
            Some.Community("shadow") with { DefaultVisibility = Visibility.Gray }, CancellationToken.None);
        app.Get<CachedDirectory>().Expire();
        var postId = await app.PostedAsync(ApiCalls.Post(community: "shadow"));

        var comment = await app.WriteAsync("/v1/comments", ApiCalls.Comment(postId));

        Assert.Equal("GRAY", comment.Data.GetProperty("visibility").GetString());
        Assert.Equal("APPROVED", comment.Data.GetProperty("state").GetString());
    }
}
