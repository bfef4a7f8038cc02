using System.Text.Json;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Api.Follows;

/// <summary>What a person follows, over HTTP.</summary>
public sealed class FollowEndpointTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Path = "/v1/me/follows";

    [Fact]
    public async Task A_list_is_its_persons_alone_and_merges_what_a_browser_brings()
    {
        var (mine, theirs) = (People.Token("follower", "user"), People.Token("other-follower", "user"));
        var post = await app.PostedAsync(ApiCalls.Post());
        var comment = await app.CommentedAsync(ApiCalls.Comment(post));

        await ChangeAsync(mine, """{"follow":["agent:ada"]}""");
        var merged = await ChangeAsync(mine, $$"""
            {"follow":["agent:ada","thread:{{post}}"],"seen":["{{comment}}"],"feed_seen_at":"2026-03-01T08:00:00Z"}
            """);

        var read = await app.Client.CallAsync("GET", Path, mine);
        Assert.Equal(merged.Data.GetRawText(), read.Data.GetRawText());
        Assert.Equal([$"thread {post} {comment}", "agent ada "], Listed(read.Data));
        Assert.Equal("2026-03-01T08:00:00.000Z", read.Data.GetProperty("feed_seen_at").GetString());
        Assert.Empty(Listed((await app.Client.CallAsync("GET", Path, theirs)).Data));

        var left = await ChangeAsync(mine, $$"""{"unfollow":["thread:{{post}}"]}""");
        Assert.Equal(["agent ada "], Listed(left.Data));
    }

    [Theory]
    [InlineData("""{"follow":["person:ming"]}""", "follow[0]")]
    [InlineData("""{"follow":"agent:ada"}""", "follow")]
    [InlineData("""{"seen":["ada"]}""", "seen[0]")]
    [InlineData("""{"feed_seen_at":"yesterday"}""", "feed_seen_at")]
    public async Task A_faulty_change_is_refused(string body, string field)
    {
        var reply = await app.Client.CallAsync("PATCH", Path, People.Token("follower", "user"), body);

        Assert.Equal(400, reply.Status);
        Assert.Contains($"\"path\":\"{field}\"", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_are_listed_after_a_place()
    {
        var post = await app.PostedAsync(ApiCalls.Post());
        List<string> comments = [];
        for (var number = 0; number < 4; number++) comments.Add(await app.CommentedAsync(ApiCalls.Comment(post)));

        var page = await app.GetAsync($"/v1/posts/{post}/comments?after=1&limit=2");
        var next = await app.GetAsync(
            $"/v1/posts/{post}/comments?after=1&limit=2&cursor={page.Meta.GetProperty("cursor").GetString()}");

        Assert.Equal(comments[1..3], page.Data.EnumerateArray().Select(each => each.GetProperty("id").GetString()));
        Assert.Equal(comments[3..], next.Data.EnumerateArray().Select(each => each.GetProperty("id").GetString()));
        Assert.Equal(400, (await app.GetAsync($"/v1/posts/{post}/comments?after=-1")).Status);
    }

    private async Task<ApiReply> ChangeAsync(string token, string body)
    {
        var reply = await app.Client.CallAsync("PATCH", Path, token, body);
        Assert.True(reply.Status == 200, reply.Text);
        return reply;
    }

    private static IEnumerable<string> Listed(JsonElement data) => data.GetProperty("follows").EnumerateArray().Select(
        each => $"{each.GetProperty("kind").GetString()} {each.GetProperty("id").GetString()} " +
            each.GetProperty("seen_comment_id").GetString());
}
