using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>The library's request, with the fields that are optional as the server takes them.</summary>
internal sealed class WireRequest
{
    public const string Temperature = "temperature";
    public const string Format = "response_format";
    public const string Schema = "json_schema";

    private readonly JsonObject _body;

    private WireRequest(JsonObject body) => _body = body;

    /// <summary>The fields that it could do without, but for the limit of tokens, which only has two names.</summary>
    public IEnumerable<string> Optional => _body.Select(each => each.Key).Where(name =>
        name is Temperature or Format or ModelCapabilities.ReasoningEffort or ModelCapabilities.EnableThinking
            or "thinking" or "reasoning" or "chat_template_kwargs");

    /// <summary>The name under which the limit of tokens goes out.</summary>
    public string? Limit => LlmOptionsValidator.MaxTokensParameters.FirstOrDefault(_body.ContainsKey);

    /// <summary>All that the model is told, which is not to be repeated.</summary>
    public string Prompt => string.Join('\n', Texts(_body["messages"]));

    public static async Task<WireRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        new(request.Content is { } content
            && JsonNode.Parse(await content.ReadAsStringAsync(cancellationToken)) is JsonObject body ? body : []);

    public void Shape(ModelRoute route, ModelCapabilities traits)
    {
        if (Limit is { } name)
        {
            var limit = _body[name];
            foreach (var either in LlmOptionsValidator.MaxTokensParameters) _body.Remove(either);
            _body[NameOfLimit(route, traits)] = limit;
        }

        if (traits.Refuses(Temperature)) _body.Remove(Temperature);
        if (IsSchema && traits.Refuses($"{Format} {Schema}"))
            _body[Format] = new JsonObject { ["type"] = "json_object" };
        if (traits.Refuses(Format)) _body.Remove(Format);
        foreach (var (field, value) in traits.ThinkingFields()) _body[field] = value?.DeepClone();
    }

    /// <summary>What is refused where a field of it is: its value, where there is another that may do.</summary>
    public string RefusedOf(string field) => field switch
    {
        Format when IsSchema => $"{Format} {Schema}",
        ModelCapabilities.ReasoningEffort when (string?)_body[field] == ReasoningEfforts.Off => $"{field} {_body[field]}",
        _ => field,
    };

    public HttpContent ToContent() => new StringContent(
        _body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    public static string OtherLimit(string name) =>
        LlmOptionsValidator.MaxTokensParameters.First(other => other != name);

    private bool IsSchema => (string?)_body[Format]?["type"] == Schema;

    private static string NameOfLimit(ModelRoute route, ModelCapabilities traits)
    {
        var other = OtherLimit(route.MaxTokensParameter);
        return traits.Refuses(route.MaxTokensParameter) && !traits.Refuses(other) ? other : route.MaxTokensParameter;
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(Texts),
        JsonObject fields => fields.SelectMany(field => Texts(field.Value)),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
