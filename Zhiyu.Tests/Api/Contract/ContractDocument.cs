using System.Text.Json.Nodes;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Contract;

/// <summary><c>docs/openapi.json</c>, read to be held against the app.</summary>
internal sealed class ContractDocument
{
    private static readonly Lazy<ContractDocument> Read =
        new(() => new ContractDocument(JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject()));

    private readonly JsonObject _document;

    private ContractDocument(JsonObject document)
    {
        _document = document;
        Operations =
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               select OperationOf(path.Key, operation.Key, operation.Value!.AsObject()),
        ];
    }

    public static string File => Repository.PathOf("docs", "openapi.json");

    public static ContractDocument Current => Read.Value;

    public IReadOnlyList<ContractOperation> Operations { get; }

    /// <summary>Those that are there.</summary>
    public IEnumerable<ContractOperation> Served =>
        Operations.Where(operation => !NotYet.Operations.Contains(operation.Name));

    public JsonObject Schemas => _document["components"]!["schemas"]!.AsObject();

    public ContractOperation this[string name] => Operations.Single(operation => operation.Name == name);

    /// <summary>The schema with what it refers to, on the first two levels.</summary>
    public JsonObject Resolved(JsonObject schema)
    {
        var found = Merged(schema);
        if (found["properties"] is JsonObject properties)
            foreach (var (name, property) in properties.ToList())
                properties[name] = Merged(property!.AsObject());
        return found;
    }

    /// <summary>The fields that a body may have, those of objects in it by their path.</summary>
    public IEnumerable<string> FieldsOf(JsonObject schema)
    {
        var kinds = (schema["anyOf"]?.AsArray() ?? []).Select(kind => kind!.AsObject()).Append(schema).Select(Merged);
        foreach (var (name, property) in kinds.SelectMany(kind => kind["properties"]?.AsObject() ?? []))
        {
            yield return name;
            foreach (var inner in FieldsOf(Merged(property!.AsObject()))) yield return $"{name}.{inner}";
        }
    }

    /// <summary>Whether the schema, with all that is in it, is the whole truth.</summary>
    public bool SaysAll(JsonNode? schema) => schema switch
    {
        JsonObject part => Merged(part) is var whole && !whole.ContainsKey("$comment")
            && whole.All(member => SaysAll(member.Value)),
        JsonArray parts => parts.All(SaysAll),
        _ => true,
    };

    private JsonObject Merged(JsonObject schema)
    {
        var found = Resolve(schema).AsObject();
        foreach (var (key, value) in schema.Where(pair => pair.Key != "$ref")) found[key] = value?.DeepClone();
        return found;
    }

    private ContractOperation OperationOf(string path, string method, JsonObject json)
    {
        var resolved = json.DeepClone().AsObject();
        if (resolved["parameters"] is JsonArray parameters)
            resolved["parameters"] = new JsonArray([.. parameters.Select(parameter => Resolve(parameter!))]);
        foreach (var (status, answer) in json["responses"]!.AsObject())
            resolved["responses"]![status] = Resolve(answer!);
        return new ContractOperation(
            resolved["operationId"]!.GetValue<string>(), method.ToUpperInvariant(), path,
            resolved["x-access"]!.GetValue<string>(), resolved);
    }

    private JsonNode Resolve(JsonNode node)
    {
        if (node["$ref"] is not { } reference) return node.DeepClone();
        JsonNode found = _document;
        foreach (var step in reference.GetValue<string>().Split('/').Skip(1)) found = found[step]!;
        return found.DeepClone();
    }
}
