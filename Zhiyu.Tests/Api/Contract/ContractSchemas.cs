using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Zhiyu.Tests.Api.Contract;

/// <summary>The document's schemas, to hold requests and answers against.</summary>
/// <remarks>A caller lets a field pass that it does not know; here each has to be documented.</remarks>
internal static class ContractSchemas
{
    private static readonly EvaluationOptions Options = new()
    {
        OutputFormat = OutputFormat.List,
        RequireFormatValidation = true,
    };

    private static readonly JsonObject Strict = Closed(ContractDocument.Current.Schemas);

    private static readonly ConcurrentDictionary<(string Operation, int Status), JsonSchema> Answers = [];
    private static readonly ConcurrentDictionary<string, JsonSchema> Bodies = [];

    /// <summary>What is not as documented; null when nothing is.</summary>
    public static string? FaultOf(ContractOperation operation, ApiReply reply)
    {
        var answer = operation.Json["responses"]!.AsObject()[$"{reply.Status}"];
        if (answer is null) return $"{operation} does not say that it may answer {reply.Status}: {reply.Text}";
        var contents = answer["content"]?.AsObject();
        var media = reply.ContentType?.Split(';')[0];
        if (media is null ? contents is not null : contents?.ContainsKey(media) != true)
            return $"{operation} must not answer {reply.Status} as {reply.ContentType}: {reply.Text}";
        if (contents?[media!]?["schema"] is not JsonObject schema) return null;
        var compiled = Answers.GetOrAdd((operation.Name, reply.Status), _ => Compile(Enveloped(schema)));
        return FaultOf(compiled, reply.Text) is { } fault
            ? $"{operation} answered {reply.Status} with {reply.Text}: {fault}"
            : null;
    }

    /// <summary>The same for an answer that could be of any operation, or of none.</summary>
    public static string? FaultOfRefusal(ApiReply reply)
    {
        if (reply.ContentType != "application/json; charset=utf-8") return $"The content type is {reply.ContentType}.";
        var compiled = Bodies.GetOrAdd("ErrorEnvelope", name => Compile(Reference(name)));
        return FaultOf(compiled, reply.Text);
    }

    /// <summary>Whether a body is one that the operation takes.</summary>
    public static bool Takes(ContractOperation operation, string body) =>
        FaultOf(Bodies.GetOrAdd(operation.Name, _ => Compile(operation.BodySchema!, Open)), body) is null;

    private static readonly JsonObject Open = ContractDocument.Current.Schemas;

    private static string? FaultOf(JsonSchema schema, string text)
    {
        JsonElement json;
        try
        {
            json = JsonElement.Parse(text);
        }
        catch (JsonException malformed)
        {
            return malformed.Message;
        }

        try
        {
            var results = schema.Evaluate(json, Options);
            return results.IsValid
                ? null
                : string.Join("; ",
                    from detail in results.Details ?? []
                    from error in detail.Errors ?? []
                    select $"{detail.InstanceLocation}: {error.Value}");
        }
        catch (InvalidOperationException noUnicode)
        {
            return noUnicode.Message;
        }
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Enveloped(JsonObject schema)
    {
        var copy = schema.DeepClone().AsObject();
        if (copy.ContainsKey("properties")) copy["additionalProperties"] = false;
        return copy;
    }

    private static JsonObject Closed(JsonObject schemas)
    {
        var copy = schemas.DeepClone().AsObject();
        foreach (var (_, schema) in copy)
        {
            if (schema!["type"]?.ToString() == "object" && schema["properties"] is not null)
                schema["additionalProperties"] = false;
        }

        return copy;
    }

    private static JsonSchema Compile(JsonObject schema, JsonObject? schemas = null)
    {
        var copy = schema.DeepClone().AsObject();
        copy["$defs"] = (schemas ?? Strict).DeepClone();
        return JsonSchema.FromText(
            copy.ToJsonString()
                .Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal)
                // To .NET the end is also before a last line break; to the document's readers it is not.
                .Replace("$\"", @"(?![\\s\\S])""", StringComparison.Ordinal),
            new BuildOptions { SchemaRegistry = new SchemaRegistry() });
    }
}
