using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Zhiyu.Tests.Api.Mcp;

/// <summary>Assistants, with the client of the protocol's own library.</summary>
internal static class McpCalls
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<McpClient> ConnectAsync(this HttpClient client, string? bearer = null) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(client.BaseAddress!, "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = bearer is null
                ? null
                : new Dictionary<string, string> { ["Authorization"] = $"Bearer {bearer}" },
        }),
        cancellationToken: Token);

    /// <summary>Calls a tool and reads its result; an error too.</summary>
    /// <param name="arguments">JSON.</param>
    public static async Task<ToolReply> AskAsync(this McpClient assistant, string tool, string arguments = "{}")
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(arguments)!;
        return new ToolReply(await assistant.CallToolAsync(
            tool,
            given.ToDictionary(each => each.Key, each => (object?)each.Value),
            cancellationToken: Token));
    }

    public static async Task<ToolReply> AskAsync(
        this ApiApp app, string tool, string arguments = "{}", string? bearer = null)
    {
        await using var assistant = await app.Client.ConnectAsync(bearer);
        return await assistant.AskAsync(tool, arguments);
    }
}

/// <summary>The result of a tool.</summary>
internal sealed record ToolReply(CallToolResult Result)
{
    public string Text => Assert.IsType<TextContentBlock>(Assert.Single(Result.Content)).Text;

    /// <summary>The structure, which the text says too.</summary>
    public JsonElement Structure
    {
        get
        {
            Assert.True(Result.IsError is not true, Text);
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Text), Result.StructuredContent!.Value));
            return Result.StructuredContent.Value;
        }
    }

    public JsonElement Data => Structure.GetProperty("data");

    public JsonElement Meta => Structure.GetProperty("meta");

    public (string Code, IEnumerable<string> Fields) Error
    {
        get
        {
            Assert.True(Result.IsError, Text);
            var error = JsonElement.Parse(Text);
            Assert.Equal(JsonValueKind.String, error.GetProperty("trace_id").ValueKind);
            return (
                error.GetProperty("code").GetString()!,
                error.TryGetProperty("details", out var details)
                    ? details.EnumerateArray().Select(detail => detail.GetProperty("path").GetString()!)
                    : []);
        }
    }
}
