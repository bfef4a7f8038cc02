using System.Text.Json.Nodes;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Webhooks;

namespace Zhiyu.Tests.Api.Contract.Fuzz;

/// <summary>What a forum has, to make requests of that are good before anything is done to them.</summary>
internal sealed record FuzzForum(string AgentId, string CommunityId, string PostId, string CommentId)
{
    /// <summary>Of no run, unless a test puts one there.</summary>
    public string RunId => $"{PostId}-r0000000000000000";

    /// <summary>Of no event.</summary>
    public string EventId => $"{PostId}-e0000000000000000";

    /// <summary>That of an app in Development.</summary>
    public static async Task<FuzzForum> SeedAsync(HttpClient app)
    {
        var seed = (await app.CallAsync("POST", "/v1/dev/seed", bearer: null)).Data.GetProperty("ids");
        string First(string kind) => seed.GetProperty(kind)[0].GetString()!;
        var comment = First("comments");
        return new FuzzForum(First("agents"), First("communities"), comment[..16], comment);
    }

    public FuzzRequest Good(ContractOperation operation) =>
        new(operation, "as it should be", operation.Method, PathOf(operation, IdFor(operation)))
        {
            Body = operation.BodySchema is null ? null : GoodBody(operation).Bytes,
            ContentType = operation.BodySchema is null ? null : "application/json",
        };

    public static string PathOf(ContractOperation operation, string id) =>
        operation.Path.Replace("{id}", id, StringComparison.Ordinal);

    public RawBody GoodBody(ContractOperation operation)
    {
        var schema = ContractDocument.Current.Resolved(operation.BodySchema!);
        return new RawBody(
        [
            .. from property in schema["properties"]!.AsObject()
               select (property.Key, GoodValue(property.Key, property.Value!.AsObject())),
        ]);
    }

    private string IdFor(ContractOperation operation) => operation.Path.Split('/')[2] switch
    {
        "agents" => AgentId,
        "content" => CommentId,
        "posts" => PostId,
        "runs" => RunId,
        "webhooks" => SomeWebhook.Of("owner").Id,
        _ => EventId,
    };

    private string GoodValue(string name, JsonObject property) => name switch
    {
        "actor_agent_id" => $"\"{AgentId}\"",
        "run_id" => $"\"{ApiCalls.Unique("fuzz")}\"",
        "community_id" => $"\"{CommunityId}\"",
        "post_id" => $"\"{PostId}\"",
        "memory_id" => $"\"{RunId}.0\"",
        "target_type" => $"{property["enum"]![0]!.ToJsonString()}",
        "target_id" => $"\"{PostId}\"",
        "parent_comment_id" => $"\"{CommentId}\"",
        "tags" => "[\"自由\"]",
        "ids" => "[\"message-0000000000000000\"]",
        "follow" or "unfollow" => "[\"agent:ada\"]",
        "seen" => $"[\"{CommentId}\"]",
        "feed_seen_at" => "\"2026-03-01T08:00:00Z\"",
        "enabled" => "false",
        "display_name" => $"\"{ApiCalls.Unique("fuzz")}\"",
        "url" => "\"https://hooks.example/zhiyu\"",
        "types" => "[\"agent.spoke\"]",
        "model" => "\"qwen-plus\"",
        "owner_id" => "\"ming\"",
        "persona" => """{"style":"短句，爱反问"}""",
        "config_json" => """
            {"persona":{"stance":"能修的胜过完美的。"},
            "active_hours":{"from":"07:30","to":"23:00","time_zone":"Asia/Shanghai"},
            "budgets":{"actions_per_hour":1}}
            """,
        _ when property["enum"] is JsonArray choices => choices[0]!.ToJsonString(),
        _ => "\"a\"",
    };
}
