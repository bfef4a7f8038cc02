using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;
using Zhiyu.Functions;
using Zhiyu.Functions.Http;

namespace Zhiyu.Tests.Api.Contract.OpenApi;

/// <summary>The types of the wire as JSON schemas, each object type under a name of its own.</summary>
internal sealed class WireSchemas
{
    private readonly CodeComments _comments = new(typeof(ZhiyuApp).Assembly, typeof(Post).Assembly);
    private readonly SortedDictionary<string, JsonNode?> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _types = [];

    /// <summary>All that are referred to, and what they refer to.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> All => _schemas;

    /// <summary>The record of the app that has the name; null when there is none.</summary>
    public static Type? Find(string record) =>
        typeof(ZhiyuApp).Assembly.GetTypes().SingleOrDefault(type => type.Name == record);

    /// <summary>The name of its schema; the code's names say that they are for show.</summary>
    private static string NameOf(Type type)
    {
        // The view of a persona has the name; this one is quoted in prompts.
        if (type == typeof(Persona)) return "QuotedPersona";
        var name = type.Name.Split('`')[0];
        if (name.EndsWith("View", StringComparison.Ordinal)) name = name[..^"View".Length];
        return type.IsGenericType ? $"{name}Of{string.Concat(type.GetGenericArguments().Select(NameOf))}" : name;
    }

    public JsonObject ReferTo(Type type)
    {
        var name = NameOf(type);
        if (_types.TryAdd(name, type))
        {
            _schemas[name] = null;
            _schemas[name] = Export(type);
        }

        return _types[name] == type
            ? Reference(name)
            : throw new InvalidOperationException($"{type} and {_types[name]} are both {name} on the wire.");
    }

    public static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private JsonNode Export(Type type) => ContractJson.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) => Transform(context, schema, type),
    });

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema, Type root)
    {
        // Of a type that comes in kinds, each kind stands in the schema of the type.
        var isWritten = context.BaseTypeInfo is not null || (context.Path.IsEmpty && context.TypeInfo.Type == root);
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object)
            schema = isWritten
                ? ObjectOf(context.TypeInfo, schema.AsObject())
                : Nullable(context, ReferTo(context.TypeInfo.Type));
        else if (context.TypeInfo.Converter is UtcTimeConverter || context.TypeInfo.Type == typeof(DateTimeOffset?))
            schema = Time(context);
        if (context.PropertyInfo?.AttributeProvider is not MemberInfo property
            || _comments.Of(property) is not { } comment) return schema;
        // What can be anything is true.
        var described = schema as JsonObject ?? [];
        described.Insert(0, "description", comment);
        return described;
    }

    private JsonObject ObjectOf(JsonTypeInfo type, JsonObject exported)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (_comments.Of(type.Type) is { } comment) schema["description"] = comment;
        var properties = exported["properties"]?.DeepClone().AsObject() ?? [];
        foreach (var (_, property) in properties) (property as JsonObject)?.Remove("default");
        schema["required"] = new JsonArray(
        [
            .. properties.Select(property => property.Key)
                .Except(type.Properties.Where(property => !IsAlwaysThere(property)).Select(property => property.Name))
                .Select(name => JsonValue.Create(name)),
        ]);
        schema["properties"] = properties;
        if (exported["anyOf"] is not { } kinds) return schema;
        schema.Remove("properties");
        schema["required"] = exported["required"]?.DeepClone();
        schema["anyOf"] = kinds.DeepClone();
        return schema;
    }

    private static bool IsAlwaysThere(JsonPropertyInfo property) => property.AttributeProvider?
        .GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
        .Cast<JsonIgnoreAttribute>().All(ignore => ignore.Condition == JsonIgnoreCondition.Never) ?? true;

    private static JsonObject Nullable(JsonSchemaExporterContext context, JsonObject reference) =>
        context.PropertyInfo is { IsGetNullable: true } property && IsAlwaysThere(property)
            ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
            : reference;

    private static JsonObject Time(JsonSchemaExporterContext context) => new()
    {
        ["type"] = context.TypeInfo.Type == typeof(DateTimeOffset) ? "string" : new JsonArray("string", "null"),
        ["format"] = "date-time",
    };
}
