using System.Text.Json;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Models;

/// <summary>One entry of <c>LLM_MODELS</c>; fields that are left out are null.</summary>
internal sealed record ModelEntry
{
    private static readonly string[] Texts =
    [
        "provider", "base_url", "api_key_setting", "model", "structured_output", "max_tokens_parameter",
        "reasoning_effort",
    ];

    private static readonly string[] Prices = ["input_usd_per_million", "output_usd_per_million"];

    private const string TemperatureName = "temperature";
    private const string WindowName = "context_window";

    private static readonly JsonSerializerOptions JsonOptions =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static ModelEntry Empty { get; } = new();

    public string? Provider { get; init; }
    public string? BaseUrl { get; init; }

    /// <summary>The name of the setting that holds the key, so that the entry itself holds no secret.</summary>
    public string? ApiKeySetting { get; init; }

    public string? Model { get; init; }
    public decimal? InputUsdPerMillion { get; init; }
    public decimal? OutputUsdPerMillion { get; init; }
    public string? StructuredOutput { get; init; }
    public string? MaxTokensParameter { get; init; }
    public string? ReasoningEffort { get; init; }

    /// <summary>Undefined when it is left out; null leaves the temperature to the server.</summary>
    public JsonElement Temperature { get; init; }

    public int? ContextWindow { get; init; }

    /// <param name="json">A JSON object of entries by the model name that agents use; empty for none.</param>
    /// <param name="faults">
    /// Receives the faults, one sentence each with its remedy; an entry with faults is left out.
    /// </param>
    public static IReadOnlyDictionary<string, ModelEntry> ReadAll(string json, ICollection<string> faults)
    {
        var entries = new Dictionary<string, ModelEntry>();
        if (string.IsNullOrWhiteSpace(json)) return entries;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            foreach (var named in document.RootElement.EnumerateObject())
            {
                var entryFaults = CharactersOf(named).Concat(FaultsOf(named)).ToList();
                foreach (var fault in entryFaults) faults.Add(fault);
                if (entryFaults.Count == 0) entries.Add(named.Name, named.Value.Deserialize<ModelEntry>(JsonOptions)!);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            faults.Add("LLM_MODELS is no JSON object; use one like " +
                """{"qwen-max":{"input_usd_per_million":1.6,"output_usd_per_million":6.4}}.""");
        }

        return entries;
    }

    private static IEnumerable<string> CharactersOf(JsonProperty named)
    {
        var name = EscapedText.Of(named.Name);
        if (SettingCharacters.FaultOf($"LLM_MODELS '{name}'", named.Name, SettingText.Secret) is { } nameFault)
            yield return nameFault;
        if (named.Value.ValueKind != JsonValueKind.Object) yield break;
        foreach (var field in named.Value.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.String
                && SettingCharacters.FaultOf(
                    $"LLM_MODELS '{name}': {EscapedText.Of(field.Name)}", field.Value.GetString()) is { } fault)
                yield return fault;
        }
    }

    private static IEnumerable<string> FaultsOf(JsonProperty named)
    {
        if (named.Value.ValueKind != JsonValueKind.Object)
        {
            yield return $"LLM_MODELS '{EscapedText.Of(named.Name)}' is no JSON object; " +
                "use {} where all is as the other settings say.";
            yield break;
        }

        foreach (var field in named.Value.EnumerateObject())
        {
            var at = $"LLM_MODELS '{EscapedText.Of(named.Name)}': {EscapedText.Of(field.Name)}";
            if (Texts.Contains(field.Name))
            {
                if (field.Value.ValueKind != JsonValueKind.String || field.Value.GetString()!.Trim().Length == 0)
                    yield return $"{at} is no text; write one between quotes.";
            }
            else if (field.Name == TemperatureName)
            {
                if (field.Value.ValueKind != JsonValueKind.Null
                    && (field.Value.ValueKind != JsonValueKind.Number || !field.Value.TryGetSingle(out var temperature)
                        || temperature is not (>= 0 and <= Temperatures.Highest)))
                    yield return $"{at} is no temperature; use a number from 0 to 2, or null to leave it out.";
            }
            else if (field.Name == WindowName)
            {
                if (field.Value.ValueKind != JsonValueKind.Number || !field.Value.TryGetInt32(out var window)
                    || window < RouteBuilder.SmallestWindow)
                    yield return $"{at} is no number of tokens; use {RouteBuilder.SmallestWindow} or more.";
            }
            else if (!Prices.Contains(field.Name))
                yield return $"{at} is unknown; " +
                    $"use {string.Join(", ", [.. Texts, .. Prices, TemperatureName, WindowName])}.";
            else if (field.Value.ValueKind != JsonValueKind.Number || !field.Value.TryGetDecimal(out var price)
                || price is < 0 or > 1_000_000)
                yield return $"{at} is no price; use a number of USD from 0 to 1000000.";
        }
    }
}
