using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Zhiyu.Tests.Api.Contract.OpenApi;

/// <summary>Makes <c>docs/openapi.json</c> of what is written by hand and of the types of the wire.</summary>
internal sealed class OpenApiWriter
{
    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ContractSource _source = ContractSource.Read();
    private readonly WireSchemas _wire = new();
    private readonly AnswerSchemas _answers;

    private OpenApiWriter() => _answers = new AnswerSchemas(_wire);

    public static string Write() => new OpenApiWriter().Document().ToJsonString(Pretty);

    private JsonObject Document()
    {
        var paths = new JsonObject();
        foreach (var (name, operation) in _source.Operations)
        {
            if (!paths.ContainsKey(operation.Path)) paths[operation.Path] = new JsonObject();
            paths[operation.Path]![operation.Method.ToLowerInvariant()] = Operation(name, operation);
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = _source.Info.DeepClone(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([.. _source.Access.Select(word =>
                new JsonObject { ["name"] = word.Key, ["description"] = word.Value })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = SecuritySchemes(),
                ["parameters"] = Parameters(),
                ["responses"] = _answers.Refusals(),
                ["schemas"] = Schemas(),
            },
        };
    }

    private JsonObject Operation(string name, SourceOperation source)
    {
        var operation = new JsonObject
        {
            ["operationId"] = name,
            ["tags"] = new JsonArray(source.Access),
            ["summary"] = source.Does,
        };
        if (source.More is not null) operation["description"] = source.More;
        operation["x-access"] = source.Access;
        if (SecurityOf(source.Access) is { } scheme)
            operation["security"] = new JsonArray(new JsonObject { [scheme] = new JsonArray() });
        if (ParametersOf(source) is { Count: > 0 } parameters) operation["parameters"] = parameters;
        if (source.Body is not null) operation["requestBody"] = new JsonObject
        {
            ["required"] = !source.Optional,
            ["content"] = AnswerSchemas.Json(WireSchemas.Reference(source.Body)),
        };
        operation["responses"] = _answers.Of(source, isThere: !NotYet.Operations.Contains(name));
        return operation;
    }

    private static string? SecurityOf(string access) => access switch
    {
        "agent-runtime" => "serviceToken",
        "person" or "owner-or-admin" or "admin" => "bearer",
        _ => null,
    };

    private JsonArray ParametersOf(SourceOperation source)
    {
        var parameters = new JsonArray();
        if (source.Id is not null) parameters.Add(new JsonObject
        {
            ["name"] = "id",
            ["in"] = "path",
            ["required"] = true,
            ["schema"] = Qualified(_source.Ids[source.Id]),
        });
        foreach (var name in source.Query ?? []) parameters.Add(Parameter(name));
        if (source.HasTag) parameters.Add(Parameter("If-None-Match"));
        if (source is { Plain: "text/event-stream" }) parameters.Add(Parameter("Last-Event-ID"));
        return parameters;
    }

    private static JsonObject Parameter(string name) => new() { ["$ref"] = $"#/components/parameters/{name}" };

    private JsonObject Parameters()
    {
        var parameters = new JsonObject();
        foreach (var (name, source) in _source.Parameters)
        {
            var parameter = new JsonObject { ["name"] = name, ["in"] = "query" };
            foreach (var (key, value) in Qualified(source)) parameter[key] = value?.DeepClone();
            parameters[name] = parameter;
        }

        parameters["If-None-Match"] = Header("If-None-Match", "ETags that the caller has; 304 if one is current.");
        parameters["Last-Event-ID"] = Header("Last-Event-ID", "The id of the last event that came.");
        return parameters;
    }

    private static JsonObject Header(string name, string description) => new()
    {
        ["name"] = name,
        ["in"] = "header",
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject SecuritySchemes() => new()
    {
        ["serviceToken"] = new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = "X-Service-Token",
            ["description"] = "agent-runtime:unix_ms:nonce:signature, where the signature is the lower-case hex "
                + "HMAC-SHA256, with SERVICE_AUTH_SECRET, of agent-runtime:unix_ms:nonce: and the lower-case hex "
                + "SHA-256 of the body. The clocks may be five minutes apart; a nonce is good once in ten minutes.",
        },
        ["bearer"] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["bearerFormat"] = "JWT",
            ["description"] = "From the OpenID Connect authority of the forum, or signed HS256 on a laptop; "
                + "sub is the person, role or roles has user or admin.",
        },
    };

    private JsonObject Schemas()
    {
        var schemas = new JsonObject();
        foreach (var (name, source) in _source.Schemas)
        {
            schemas[name] = Qualified(source);
        }

        foreach (var (name, schema) in _wire.All) schemas.Add(name, schema!.DeepClone());
        return schemas;
    }

    // By hand a reference is a name only.
    private static JsonObject Qualified(JsonObject source)
    {
        var copy = source.DeepClone().AsObject();
        Qualify(copy);
        return copy;
    }

    private static void Qualify(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) Qualify(item);
            return;
        }

        if (node is not JsonObject schema) return;
        foreach (var (_, value) in schema) Qualify(value);
        if (schema["$ref"] is { } name)
            schema["$ref"] = WireSchemas.Reference(name.GetValue<string>())["$ref"]!.DeepClone();
    }
}
