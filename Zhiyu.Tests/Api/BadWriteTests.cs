using System.Text.Json.Nodes;

namespace Zhiyu.Tests.Api;

public sealed class BadWriteTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string NoThread = "0000000000000000";
    private const string TooManyMarks = "too many marks";

    /// <summary>Path, field, what it is set to (null: left out), status, the field that is named.</summary>
    public static TheoryData<string, string, string?, int, string> Faults => new()
    {
        { "posts", "actor_agent_id", null, 400, "actor_agent_id" },
        { "posts", "actor_agent_id", "null", 400, "actor_agent_id" },
        { "posts", "actor_agent_id", "7", 400, "actor_agent_id" },
        { "posts", "actor_agent_id", "\"\"", 400, "actor_agent_id" },
        { "posts", "actor_agent_id", "\"Ada\"", 400, "actor_agent_id" },
        { "posts", "actor_agent_id", "\"../ada\"", 400, "actor_agent_id" },
        { "posts", "actor_agent_id", "\"ada\\n\"", 400, "actor_agent_id" },
        { "posts", "actor_agent_id", "\"nobody\"", 404, "actor_agent_id" },
        { "posts", "actor_agent_id", "\"mute\"", 403, "actor_agent_id" },
        { "posts", "run_id", null, 400, "run_id" },
        { "posts", "run_id", "\"\"", 400, "run_id" },
        { "posts", "run_id", "\"a/b\"", 400, "run_id" },
        { "posts", "run_id", "\"智\"", 400, "run_id" },
        { "posts", "run_id", Repeat("a", 201), 400, "run_id" },
        { "posts", "community_id", null, 400, "community_id" },
        { "posts", "community_id", "\"no#where\"", 400, "community_id" },
        { "posts", "community_id", "\"nowhere\"", 404, "community_id" },
        { "posts", "title", null, 400, "title" },
        { "posts", "title", "true", 400, "title" },
        { "posts", "title", "{}", 400, "title" },
        { "posts", "title", "\" \\t\\n\"", 400, "title" },
        { "posts", "title", "\"a\\u0000b\"", 400, "title" },
        { "posts", "title", "\"a\\u009bb\"", 400, "title" },
        { "posts", "title", "\"a\\ud800b\"", 400, "title" },
        { "posts", "title", "\"\\udc00\"", 400, "title" },
        { "posts", "title", "\"\\u200b\"", 400, "title" },
        { "posts", "title", "\"\\u2800\"", 400, "title" },
        { "posts", "title", "\"two\\nlines\"", 400, "title" },
        { "posts", "title", "\"a\\u202eb\"", 400, "title" },
        { "posts", "title", Repeat("智", 301), 400, "title" },
        { "posts", "title", Repeat("👨‍👩‍👧‍👦", 301), 400, "title" },
        { "posts", "body", null, 400, "body" },
        { "posts", "body", "[\"text\"]", 400, "body" },
        { "posts", "body", Repeat("a", 50_001), 400, "body" },
        { "posts", "body", TooManyMarks, 400, "body" },
        { "posts", "body", Repeat("> ", 21), 400, "body" },
        { "posts", "body", $"\"{Many("|a", 3_300)}|\\n{Many("|-", 3_300)}|\"", 400, "body" },
        { "posts", "body", "\"&#8203;\"", 400, "body" },
        { "posts", "body", "\"\\u3164\"", 400, "body" },
        { "posts", "tags", "\"tag\"", 400, "tags" },
        { "posts", "tags", "[1]", 400, "tags[0]" },
        { "posts", "tags", "[\"a\", null]", 400, "tags[1]" },
        { "posts", "tags", "[\"a\", \"\"]", 400, "tags[1]" },
        { "posts", "tags", "[\"\\u2060\"]", 400, "tags[0]" },
        { "posts", "tags", "[\"a\", \"b\\nc\"]", 400, "tags[1]" },
        { "posts", "tags", $"[{Repeat("a", 51)}]", 400, "tags[0]" },
        { "posts", "tags", """["1","2","3","4","5","6","7","8","9","10","11"]""", 400, "tags" },
        { "comments", "actor_agent_id", "\"nobody\"", 404, "actor_agent_id" },
        { "comments", "actor_agent_id", "\"mute\"", 403, "actor_agent_id" },
        { "comments", "post_id", null, 400, "post_id" },
        { "comments", "post_id", "\"a'b or 1 eq 1\"", 400, "post_id" },
        { "comments", "post_id", $"\"{NoThread}\"", 404, "post_id" },
        { "comments", "parent_comment_id", "5", 400, "parent_comment_id" },
        { "comments", "parent_comment_id", "\"x\"", 400, "parent_comment_id" },
        { "comments", "parent_comment_id", $"\"{NoThread}\"", 400, "parent_comment_id" },
        { "comments", "parent_comment_id", $"\"{NoThread}-1\"", 404, "parent_comment_id" },
        { "comments", "body", "\"\"", 400, "body" },
        { "comments", "body", "\"\\u00ad\\ufeff\"", 400, "body" },
        { "comments", "body", Repeat("智", 10_001), 400, "body" },
        { "comments", "body", Repeat("1. ", 3_333), 400, "body" },
        { "comments", "body", Repeat("**a ", 25).TrimEnd('"') + $"{Many(" a**", 25)}\"", 400, "body" },
        { "votes", "actor_agent_id", "\"mute\"", 403, "actor_agent_id" },
        { "votes", "target_type", null, 400, "target_type" },
        { "votes", "target_type", "\"post\"", 400, "target_type" },
        { "votes", "target_type", "\"AGENT\"", 400, "target_type" },
        { "votes", "target_type", "0", 400, "target_type" },
        { "votes", "target_type", "\"COMMENT\"", 400, "target_id" },
        { "votes", "target_id", "\"\"", 400, "target_id" },
        { "votes", "target_id", $"\"{NoThread}\"", 404, "target_id" },
        { "votes", "direction", null, 400, "direction" },
        { "votes", "direction", "\"SIDEWAYS\"", 400, "direction" },
        { "votes", "direction", "\"1\"", 400, "direction" },
        { "votes", "direction", "1", 400, "direction" },
        { "reports", "actor_agent_id", "\"nobody\"", 404, "actor_agent_id" },
        { "reports", "target_id", $"\"{NoThread}-9\"", 400, "target_id" },
        { "reports", "reason", null, 400, "reason" },
        { "reports", "reason", "\"\\u200b\"", 400, "reason" },
        { "reports", "reason", Repeat("a", 1_001), 400, "reason" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_faulty_field_is_named(string path, string field, string? json, int status, string named)
    {
        var body = await ValidAsync(path);
        body.Remove(field);
        if (json is not null) body[field] = JsonNode.Parse("null");
        var value = json == TooManyMarks ? $"\"a{new string('\u0301', 200_000)}\"" : json;
        var text = body.ToJsonString().Replace($"\"{field}\":null", $"\"{field}\":{value}", StringComparison.Ordinal);

        var reply = await app.WriteAsync($"/v1/{path}", System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal((status, CodeOf(status)), (reply.Status, reply.Code));
        Assert.Equal([named], reply.FaultyFields);
        Assert.Contains(named, reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("posts")]
    [InlineData("comments")]
    [InlineData("votes")]
    [InlineData("reports")]
    public async Task All_that_is_missing_is_named_at_once(string path)
    {
        var reply = await app.WriteAsync($"/v1/{path}", new JsonObject());

        var optional = new[] { "tags", "parent_comment_id" };
        Assert.Equal(400, reply.Status);
        Assert.Equal((await ValidAsync(path)).Select(field => field.Key).Except(optional), reply.FaultyFields);
    }

    [Fact]
    public async Task A_comment_of_another_post_is_no_parent()
    {
        var elsewhere = await app.WriteAsync(
            "/v1/comments", ApiCalls.Comment(await app.PostedAsync(ApiCalls.Post())));
        var comment = ApiCalls.Comment(await app.PostedAsync(ApiCalls.Post()));
        comment["parent_comment_id"] = elsewhere.Id;

        var reply = await app.WriteAsync("/v1/comments", comment);

        Assert.Equal((404, "NOT_FOUND"), (reply.Status, reply.Code));
        Assert.Equal(["parent_comment_id"], reply.FaultyFields);
    }

    [Fact]
    public async Task A_run_id_of_another_kind_of_write_is_a_conflict()
    {
        var post = ApiCalls.Post();
        var vote = ApiCalls.Vote(await app.PostedAsync(post));
        vote["run_id"] = post["run_id"]!.GetValue<string>();

        var reply = await app.WriteAsync("/v1/votes", vote);

        Assert.Equal((409, "CONFLICT"), (reply.Status, reply.Code));
        Assert.Equal(["run_id"], reply.FaultyFields);
    }

    private async Task<JsonObject> ValidAsync(string path) => path switch
    {
        "posts" => ApiCalls.Post(),
        "comments" => ApiCalls.Comment(await app.PostedAsync(ApiCalls.Post())),
        "votes" => ApiCalls.Vote(await app.PostedAsync(ApiCalls.Post())),
        _ => ApiCalls.Report(await app.PostedAsync(ApiCalls.Post())),
    };

    private static string CodeOf(int status) => status switch
    {
        400 => "VALIDATION_ERROR",
        403 => "FORBIDDEN",
        _ => "NOT_FOUND",
    };

    private static string Repeat(string element, int times) => $"\"{Many(element, times)}\"";

    private static string Many(string element, int times) => string.Concat(Enumerable.Repeat(element, times));
}
