using System.Text.Json;
using Microsoft.Extensions.AI;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Execution.Output;

[Trait("Set", "Quick")]
public sealed class ReplySchemaTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void The_schema_of_a_reply_is_under_review() =>
        Snapshot.Matches("reply-schema.txt", Text(ReplySchema.Reply));

    [Fact]
    public void The_schema_of_a_post_is_under_review() =>
        Snapshot.Matches("post-schema.txt", Text(ReplySchema.Post));

    [Fact]
    public void Each_schema_is_strict()
    {
        foreach (var format in (ChatResponseFormatJson[])[ReplySchema.Reply, ReplySchema.Post])
        {
            var schema = format.Schema!.Value;
            Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
            Assert.Equal(
                schema.GetProperty("properties").EnumerateObject().Select(property => property.Name),
                schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        }
    }

    private static string Text(ChatResponseFormatJson format) =>
        $"{format.SchemaName}\n{JsonSerializer.Serialize(format.Schema, Indented)}";
}
