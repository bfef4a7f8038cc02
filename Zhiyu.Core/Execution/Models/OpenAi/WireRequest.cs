using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>The library's request, with optional fields adapted to the server.</summary>
internal sealed class WireRequest
{
    public const string Temperature = "temperature";
    public const string Format = "response_format";
    public const string Schema = "json_schema";

    private readonly JsonObject _body;

    private WireRequest(JsonObject body) => _body = body;

    /// <summary>The fields that can be left out. The token limit cannot; it only has two names.</summary>
    public IEnumerable<string> Optional => _body.Select(each => each.Key).Where(name =>
        name is Temperature or Format or ModelCapabilities.ReasoningEffort or ModelCapabilities.EnableThinking
            or "thinking" or "reasoning" or "chat_template_kwargs");

    /// <summary>The name of the token limit in the request.</summary>
    public string? Limit => LlmOptions.MaxTokensParameters.FirstOrDefault(_body.ContainsKey);

    /// <summary>All text of the prompt, which must not be repeated in error messages.</summary>
    public string Prompt => string.Join('\n', Texts(_body["messages"]));

    public static async Task<WireRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        new(request.Content is { } content
            && JsonNode.Parse(await content.ReadAsStringAsync(cancellationToken)) is JsonObject body ? body : []);

    /// <summary>Takes the call's number out of the body.</summary>
    public long TakeCallNumber()
    {
        var number = (long)_body[PendingCalls.Field]!;
        _body.Remove(PendingCalls.Field);
        return number;
    }

    public void Adapt(ModelRoute route, ModelCapabilities capabilities)
    {
        if (Limit is { } name)
        {
            var limit = _body[name];
            foreach (var parameter in LlmOptions.MaxTokensParameters) _body.Remove(parameter);
            _body[NameOfLimit(route, capabilities)] = limit;
        }

        if (capabilities.Refuses(Temperature)) _body.Remove(Temperature);
        if (IsSchema && capabilities.Refuses($"{Format} {Schema}"))
            _body[Format] = new JsonObject { ["type"] = "json_object" };
        if (capabilities.Refuses(Format)) _body.Remove(Format);
        foreach (var (field, value) in capabilities.ThinkingFields()) _body[field] = value?.DeepClone();
    }

    /// <summary>
    /// What to remember as refused: a value of the field when another may be accepted, else the field.
    /// </summary>
    public string RefusedOf(string field) => field switch
    {
        Format when IsSchema => $"{Format} {Schema}",
        ModelCapabilities.ReasoningEffort when (string?)_body[field] == ReasoningEfforts.Off =>
            $"{field} {_body[field]}",
        _ => field,
    };

    public HttpContent ToContent() => new StringContent(
        _body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    public static string OtherLimit(string name) =>
        LlmOptions.MaxTokensParameters.First(other => other != name);

    private bool IsSchema => (string?)_body[Format]?["type"] == Schema;

    private static string NameOfLimit(ModelRoute route, ModelCapabilities capabilities)
    {
        var other = OtherLimit(route.MaxTokensParameter);
        return capabilities.Refuses(route.MaxTokensParameter) && !capabilities.Refuses(other)
            ? other
            : route.MaxTokensParameter;
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(Texts),
        JsonObject fields => fields.SelectMany(field => Texts(field.Value)),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
