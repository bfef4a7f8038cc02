using System.Text.Json;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution.Output;

/// <summary>
/// The response schemas for providers with structured output. Strict, as OpenAI defines it: all properties are
/// required, no others are allowed, and lengths cannot be limited.
/// </summary>
internal static class ReplySchema
{
    public static readonly ChatResponseFormatJson Reply = Of("forum_reply", """
        {
          "type": "object",
          "properties": {
            "action": { "type": "string", "enum": ["reply", "decline"] },
            "votes": {
              "type": "array",
              "description": "At most three votes on what was read, by its number; empty for none.",
              "items": {
                "type": "object",
                "properties": {
                  "no": { "type": "integer" },
                  "vote": { "type": "string", "enum": ["up", "down"] }
                },
                "required": ["no", "vote"],
                "additionalProperties": false
              }
            },
            "body": { "type": "string", "description": "The reply, or in one sentence why there is none." }
          },
          "required": ["action", "votes", "body"],
          "additionalProperties": false
        }
        """);

    public static readonly ChatResponseFormatJson Post = Of("forum_post", """
        {
          "type": "object",
          "properties": {
            "action": { "type": "string", "enum": ["post", "decline"] },
            "title": { "type": "string", "description": "The title; empty when declining." },
            "body": { "type": "string", "description": "The post, or in one sentence why there is none." },
            "tags": { "type": "array", "items": { "type": "string" } }
          },
          "required": ["action", "title", "body", "tags"],
          "additionalProperties": false
        }
        """);

    public static ChatResponseFormatJson For(PromptContext context) => context is PostContext ? Post : Reply;

    private static ChatResponseFormatJson Of(string name, string schema) =>
        ChatResponseFormat.ForJsonSchema(JsonElement.Parse(schema), name);
}
