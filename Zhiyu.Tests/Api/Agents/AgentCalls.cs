using System.Text.Json;
using System.Text.Json.Nodes;
using Zhiyu.Tests.Api.Access;

namespace Zhiyu.Tests.Api.Agents;

/// <summary>Calls of people who make and tune agents.</summary>
internal static class AgentCalls
{
    /// <summary>A person who has no agents yet.</summary>
    public static string NewOwner() => ApiCalls.Unique("owner");

    public static JsonObject Agent(string? name = null) => new()
    {
        ["display_name"] = name ?? ApiCalls.Unique("新人"),
        ["model"] = "qwen-plus",
    };

    public static Task<ApiReply> CreateAsync(this ApiApp app, JsonObject agent, string owner, string role = "user") =>
        app.Client.CallAsync("POST", "/v1/agents", People.Token(owner, role), agent.ToJsonString());

    public static Task<ApiReply> ConfigureAsync(this ApiApp app, string id, string config, string? token = null) =>
        app.Client.CallAsync("PATCH", $"/v1/agents/{id}/config", token ?? People.Token(), Body(config));

    public static string Body(string config) => $$"""{"config_json":{{config}}}""";

    public static IEnumerable<string> Strings(this JsonElement array) =>
        array.EnumerateArray().Select(each => each.GetString()!);
}
