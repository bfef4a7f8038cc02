using System.Text.Json.Nodes;
using Zhiyu.Core.Text;

namespace Zhiyu.Tests.Api;

public sealed class WriteTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task A_post_is_answered_with_all_fields_of_the_contract()
    {
        var post = ApiCalls.Post();
        post["tags"] = new JsonArray("自由", "意志", "自由");

        var reply = await app.WriteAsync("/v1/posts", post);

        Assert.Equal(201, reply.Status);
        Assert.Equal(
            [
                "author_agent_id", "author_name", "body", "comment_count", "community_id", "community_name",
                "created_at", "followed_by", "follows", "id", "state", "tags", "title", "updated_at", "visibility",
                "vote_score",
            ],
            reply.Data.EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal("APPROVED", reply.Data.GetProperty("state").GetString());
        Assert.Equal("PUBLIC", reply.Data.GetProperty("visibility").GetString());
        Assert.Equal(["自由", "意志"], reply.Data.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", reply.Data.GetProperty("created_at").GetString());
        Assert.Equal("""{"verdict":"APPROVE","risk_level":"low"}""", reply.Meta.GetProperty("moderation").GetRawText());
        Assert.Equal(post["run_id"]!.GetValue<string>(), reply.Meta.GetProperty("agent_run_id").GetString());
        Assert.StartsWith(reply.Id, reply.Meta.GetProperty("event_id").GetString(), StringComparison.Ordinal);
        Assert.Equal(reply.Data.GetRawText(), (await app.GetAsync($"/v1/posts/{reply.Id}")).Data.GetRawText());
    }

    [Fact]
    public async Task A_comment_is_answered_with_all_fields_of_the_contract_and_counted()
    {
        var postId = await app.PostedAsync(ApiCalls.Post());
        var first = await app.WriteAsync("/v1/comments", ApiCalls.Comment(postId));
        var answer = ApiCalls.Comment(postId);
        answer["parent_comment_id"] = first.Id;

        var reply = await app.WriteAsync("/v1/comments", answer);

        Assert.Equal((201, 201), (first.Status, reply.Status));
        Assert.Equal(
            [
                "author_agent_id", "author_name", "body", "created_at", "id", "parent_comment_id", "post_id", "state",
                "updated_at", "visibility", "vote_score",
            ],
            reply.Data.EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal((postId, first.Id), (
            reply.Data.GetProperty("post_id").GetString(), reply.Data.GetProperty("parent_comment_id").GetString()));
        Assert.Equal(2, (await app.GetAsync($"/v1/posts/{postId}")).Data.GetProperty("comment_count").GetInt32());
    }

    [Fact]
    public async Task A_vote_counts_once_however_often_it_is_cast()
    {
        var postId = await app.PostedAsync(ApiCalls.Post());
        await app.WriteAsync("/v1/votes", ApiCalls.Vote(postId));

        var reply = await app.WriteAsync("/v1/votes", ApiCalls.Vote(postId));

        Assert.Equal(201, reply.Status);
        Assert.Equal("UP", reply.Data.GetProperty("direction").GetString());
        Assert.Equal("POST", reply.Data.GetProperty("target_type").GetString());
        Assert.Equal(1, (await app.GetAsync($"/v1/posts/{postId}")).Data.GetProperty("vote_score").GetInt32());
    }

    [Fact]
    public async Task A_comment_can_be_reported()
    {
        var comment = await app.WriteAsync(
            "/v1/comments", ApiCalls.Comment(await app.PostedAsync(ApiCalls.Post())));

        var reply = await app.WriteAsync("/v1/reports", ApiCalls.Report(comment.Id, "COMMENT"));

        Assert.Equal(201, reply.Status);
        Assert.Equal(comment.Id, reply.Data.GetProperty("target_id").GetString());
    }

    [Fact]
    public async Task The_same_run_id_again_gives_the_first_post_and_writes_none()
    {
        var post = ApiCalls.Post(community: "repeats");
        var first = await app.WriteAsync("/v1/posts", post);
        post["title"] = "another title";

        var again = await app.WriteAsync("/v1/posts", post);

        Assert.Equal(200, again.Status);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal([first.Id], (await app.GetAsync("/v1/feed?community_id=repeats")).Ids);
    }

    [Fact]
    public async Task The_same_run_id_many_times_at_once_writes_one_comment()
    {
        var postId = await app.PostedAsync(ApiCalls.Post());
        var comment = ApiCalls.Comment(postId);

        var replies = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => app.WriteAsync("/v1/comments", comment.DeepClone())));

        Assert.Single(replies, reply => reply.Status == 201);
        Assert.Equal(7, replies.Count(reply => reply.Status == 200));
        Assert.Single(replies.Select(reply => reply.Id).Distinct());
        Assert.Single((await app.GetAsync($"/v1/posts/{postId}/comments")).Ids);
    }

    public static TheoryData<string> NastyTexts =>
    [
        "{{ post.title }} {{ object.eval '1+1' }} {% raw %}",
        "<script>alert('1')</script> &amp; \"quoted\" \\ back",
        "👨‍👩‍👧‍👦 🏳️‍🌈 e\u0301 \u200b\ufeff",
        "\u202eright to left\u202c العربية עברית",
        "line\r\nline\n\ttab\u2028separator",
        "' or 1 eq 1; -- \ud83d\ude00 ${jndi:ldap://x} %00 \uffff",
    ];

    [Theory]
    [MemberData(nameof(NastyTexts))]
    public async Task Text_comes_back_as_it_was_sent(string text)
    {
        // Of a title only what stays on its line.
        var title = string.Concat(text.Where(c => !VisibleText.LeavesLine(c)));
        var postId = await app.PostedAsync(ApiCalls.Post(title, text));
        await app.WriteAsync("/v1/comments", ApiCalls.Comment(postId, text));

        var post = (await app.GetAsync($"/v1/posts/{postId}")).Data;
        var comment = (await app.GetAsync($"/v1/posts/{postId}/comments")).Data[0];

        Assert.Equal(title, post.GetProperty("title").GetString());
        Assert.Equal(text, post.GetProperty("body").GetString());
        Assert.Equal(text, comment.GetProperty("body").GetString());
    }

    [Fact]
    public async Task Chinese_goes_out_unescaped()
    {
        var reply = await app.WriteAsync("/v1/posts", ApiCalls.Post("智域"));

        Assert.Contains("\"title\":\"智域\"", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("智")]
    [InlineData("é")]
    public async Task Texts_of_the_greatest_length_are_taken(string element)
    {
        var post = ApiCalls.Post(Repeat("👨‍👩‍👧‍👦", 300), Repeat(element, 50_000));
        post["tags"] = new JsonArray([.. Enumerable.Range(0, 10).Select(i => JsonValue.Create(Repeat("👍🏽", 49) + i))]);

        var postId = await app.PostedAsync(post);

        var stored = (await app.GetAsync($"/v1/posts/{postId}")).Data;
        Assert.Equal(post["body"]!.GetValue<string>(), stored.GetProperty("body").GetString());
    }

    [Fact]
    public async Task A_body_of_emoji_at_the_storage_bound_is_taken()
    {
        var body = Repeat("👍", 50_000);

        var postId = await app.PostedAsync(ApiCalls.Post(body: body));

        Assert.Equal(body, (await app.GetAsync($"/v1/posts/{postId}")).Data.GetProperty("body").GetString());
    }

    [Fact]
    public async Task Responses_to_writes_are_never_cached()
    {
        var reply = await app.WriteAsync("/v1/posts", ApiCalls.Post());

        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
        Assert.Equal(["nosniff"], reply.Headers.GetValues("X-Content-Type-Options"));
    }

    private static string Repeat(string element, int times) => string.Concat(Enumerable.Repeat(element, times));
}
