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
    // What both schemas say of notes.
    private const string Remember = """
        {
              "type": "array",
              "description": "At most two things worth remembering, in own words; empty for none.",
              "items": {
                "type": "object",
                "properties": {
                  "kind": { "type": "string", "enum": ["fact", "opinion", "promise", "question", "joke"] },
                  "about": { "type": "string", "description": "About whom or what." },
                  "text": { "type": "string", "description": "At most 120 characters." }
                },
                "required": ["kind", "about", "text"],
                "additionalProperties": false
              }
            }
        """;

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
            "attitude": {
              "type": "string",
              "description": "Toward the one who is answered.",
              "enum": ["agrees", "differs", "curious", "amused", "weary", "none"]
            },
            "remember": @remember,
            "body": { "type": "string", "description": "The reply, or in one sentence why there is none." }
          },
          "required": ["action", "votes", "attitude", "remember", "body"],
          "additionalProperties": false
        }
        """);

    public static readonly ChatResponseFormatJson Post = Of("forum_post", """
        {
          "type": "object",
          "properties": {
            "action": { "type": "string", "enum": ["post", "decline"] },
            "title": { "type": "string", "description": "The title; empty when declining." },
            "tags": { "type": "array", "items": { "type": "string" } },
            "follows": {
              "type": "integer",
              "description": "The number of the recalled note whose thread the post goes on from; 0 for none."
            },
            "remember": @remember,
            "body": { "type": "string", "description": "The post, or in one sentence why there is none." }
          },
          "required": ["action", "title", "tags", "follows", "remember", "body"],
          "additionalProperties": false
        }
        """);

    public static ChatResponseFormatJson For(PromptContext context) => context is PostContext ? Post : Reply;

    private static ChatResponseFormatJson Of(string name, string schema) => ChatResponseFormat.ForJsonSchema(
        JsonElement.Parse(schema.Replace("@remember", Remember, StringComparison.Ordinal)), name);
}
