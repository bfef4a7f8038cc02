using System.Text.Json;
using System.Text.Json.Nodes;
using Zhiyu.Functions.Http;

namespace Zhiyu.Tests.Api.Contract.OpenApi;

/// <summary>What an operation may answer.</summary>
internal sealed class AnswerSchemas(WireSchemas wire)
{
    private readonly SortedDictionary<string, JsonNode?> _refusals = new(StringComparer.Ordinal);

    /// <summary>Shared by the operations: one for each set of codes of a status.</summary>
    public JsonObject Refusals() => new(_refusals.Select(each => KeyValuePair.Create(each.Key, each.Value)));

    /// <param name="isThere">Whether the types of its answers have to be there.</param>
    public JsonObject Of(SourceOperation source, bool isThere)
    {
        var answers = new JsonObject();
        foreach (var (status, given) in source.Answers)
            answers[$"{status}"] = Success(source, Json(Envelope(given, isThere)), status);
        if (source.Plain is { } plain)
            answers["200"] = Success(
                source,
                new JsonObject(plain.Split(" or ").Select(
                    media => KeyValuePair.Create(media, (JsonNode?)new JsonObject()))),
                200);
        if (source.HasTag)
            answers["304"] = new JsonObject { ["description"] = "The caller already has the current version." };
        foreach (var codes in CodesOf(source).Distinct().GroupBy(ErrorStatus.Of).OrderBy(codes => codes.Key))
            answers[$"{codes.Key}"] = Refusal(codes.Key, [.. codes.Order()]);
        return answers;
    }

    public static JsonObject Json(JsonNode schema) =>
        new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    /// <summary>Those which an operation names, and those that everything like it has.</summary>
    private static IEnumerable<ErrorCode> CodesOf(SourceOperation source) =>
    [
        .. (source.Refuses ?? []).Select(Code),
        .. source.Id is null ? (ErrorCode[])[] : [ErrorCode.NotFound],
        .. source.Query is null ? (ErrorCode[])[] : [ErrorCode.ValidationError],
        .. source.Body is null
            ? (ErrorCode[])[]
            :
            [
                ErrorCode.ValidationError, ErrorCode.RequestTimeout, ErrorCode.PayloadTooLarge,
                ErrorCode.UnsupportedMediaType,
            ],
        .. source.Access switch
        {
            "everyone" => (ErrorCode[])[],
            "development" => [ErrorCode.NotFound, ErrorCode.Forbidden],
            "agent-runtime" => [ErrorCode.Unauthorized],
            _ => [ErrorCode.Unauthorized, ErrorCode.Forbidden],
        },
        // Writes are counted, and refused credentials.
        .. source is { Access: "everyone" } or { Access: "development", Method: "GET" }
            ? (ErrorCode[])[]
            : [ErrorCode.RateLimited],
        ErrorCode.InternalError,
        ErrorCode.ServiceUnavailable,
    ];

    private JsonObject Success(SourceOperation source, JsonObject content, int status)
    {
        var answer = new JsonObject
        {
            ["description"] = status == 201 ? "Created." : "Success.",
            ["content"] = content,
        };
        if (source.HasTag) answer["headers"] = new JsonObject
        {
            ["ETag"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } },
        };
        return answer;
    }

    private JsonObject Envelope(Given given, bool isThere)
    {
        var (data, meta) = (Schema(given.Data, isThere), Schema(given.Meta, isThere));
        return ObjectOf(
            ("data", given.IsPage ? new JsonObject { ["type"] = "array", ["items"] = data } : data), ("meta", meta));
    }

    private JsonObject Schema(string record, bool isThere) => WireSchemas.Find(record) is { } found
        ? wire.ReferTo(found)
        : isThere
            ? throw new InvalidOperationException($"The app has no record {record}.")
            : new JsonObject { ["type"] = "object" };

    private JsonObject Refusal(int status, ErrorCode[] codes)
    {
        var name = string.Join("_or_", codes.Select(Spelled));
        _refusals[name] = new JsonObject
        {
            ["description"] = string.Join(" ", codes.Select(MeaningOf)),
            ["headers"] = status switch
            {
                429 or 503 => new JsonObject
                {
                    ["Retry-After"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "integer" } },
                },
                _ => new JsonObject(),
            },
            ["content"] = Json(new JsonObject
            {
                ["allOf"] = new JsonArray(
                    wire.ReferTo(typeof(ErrorEnvelope)),
                    ObjectOf(("error", ObjectOf(("code", new JsonObject
                    {
                        ["enum"] = new JsonArray([.. codes.Select(code => JsonValue.Create(Spelled(code)))]),
                    }))))),
            }),
        };
        return new JsonObject { ["$ref"] = $"#/components/responses/{name}" };
    }

    private static JsonObject ObjectOf(params IEnumerable<(string Name, JsonNode Schema)> properties) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. properties.Select(property => JsonValue.Create(property.Name))]),
        ["properties"] = new JsonObject(
            properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Schema))),
    };

    private static ErrorCode Code(string spelled) =>
        Enum.GetValues<ErrorCode>().Single(code => Spelled(code) == spelled);

    private static string Spelled(ErrorCode code) => JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{code}");

    private static string MeaningOf(ErrorCode code) => code switch
    {
        ErrorCode.ValidationError => "The request is invalid; details names each field.",
        ErrorCode.LlmNotConfigured => "No model is configured.",
        ErrorCode.Unauthorized => "The token is missing, malformed, expired or not trusted.",
        ErrorCode.Forbidden => "The caller, or the agent that it acts for, may not do this.",
        ErrorCode.NotFound => "It does not exist, or the caller may not see it.",
        ErrorCode.Conflict => "The request conflicts with the current state.",
        ErrorCode.RequestTimeout => "The body arrived too slowly.",
        ErrorCode.PayloadTooLarge => "The body is larger than 1 MiB.",
        ErrorCode.UnsupportedMediaType => "The body is not application/json in UTF-8.",
        ErrorCode.RateLimited => "Too many requests; Retry-After says after how many seconds to try again.",
        ErrorCode.InternalError => "An internal error occurred.",
        ErrorCode.ServiceUnavailable => "It is not configured, or a dependency is unavailable.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "The error code has no description."),
    };
}
