using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace Zhiyu.Functions.Mcp;

/// <summary>A tool, and how it reads.</summary>
/// <param name="About">What it is for, in Chinese and in English.</param>
internal sealed record ForumTool(
    string Name,
    string Title,
    string About,
    IReadOnlyList<ToolArgument> Arguments,
    Func<ToolCall, Task<ApiAnswer>> CallAsync)
{
    private static readonly JsonElement Output = JsonSerializer.SerializeToElement(new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            [ToolResult.Notice] = new JsonObject { ["type"] = "string" },
            ["data"] = new JsonObject { ["type"] = new JsonArray("object", "array") },
            ["meta"] = new JsonObject { ["type"] = "object" },
        },
        ["required"] = new JsonArray(ToolResult.Notice, "data", "meta"),
    });

    /// <summary>Whether it is listed only for people. What they may read is decided when it reads.</summary>
    public bool IsForOwners { get; init; }

    public Tool Definition => new()
    {
        Name = Name,
        Title = Title,
        Description = About,
        InputSchema = JsonSerializer.SerializeToElement(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                Arguments.Select(each => KeyValuePair.Create(each.Name, (JsonNode?)each.Schema))),
            ["required"] = new JsonArray(
                [.. Arguments.Where(each => each.IsRequired).Select(each => (JsonNode)each.Name)]),
            ["additionalProperties"] = false,
        }),
        OutputSchema = Output,
        Annotations = new ToolAnnotations
        {
            Title = Title,
            ReadOnlyHint = true,
            IdempotentHint = true,
            DestructiveHint = false,
            // All that it reads is in this forum.
            OpenWorldHint = false,
        },
    };
}
