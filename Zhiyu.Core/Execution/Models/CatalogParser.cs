using System.Text.Json;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Models;

/// <summary>The models that the settings name, and the faults in these settings.</summary>
/// <param name="Default">The route of every model without an entry of its own.</param>
/// <param name="Routes">The routes of <c>LLM_MODELS</c>, by the model name that agents use.</param>
/// <param name="Faults">One sentence each, with the remedy.</param>
public sealed record CatalogParser(
    ModelRoute Default, IReadOnlyDictionary<string, ModelRoute> Routes, IReadOnlyList<string> Faults)
{
    /// <param name="setting">The value of a setting by its name; null when it is not set.</param>
    public static CatalogParser Of(LlmOptions options, Func<string, string?> setting)
    {
        List<string> faults = [];
        var entries = ModelEntry.ReadAll(options.Models, faults);
        var drafts = new Dictionary<string, RouteBuilder>();
        foreach (var (name, entry) in entries)
        {
            if (entry.Provider is { } provider && !Providers.IsKnown(provider))
                faults.Add($"LLM_MODELS '{name}': provider '{EscapedText.Of(provider)}' is unknown; " +
                    $"use one of {Providers.Names}.");
            if (entry.ApiKeySetting is { } holder && string.IsNullOrWhiteSpace(setting(holder)))
                faults.Add($"LLM_MODELS '{name}': api_key_setting names {holder}, which is not set; set it.");
            else if (entry.ApiKeySetting is { } named && SettingCharacters.FaultOf(
                $"LLM_MODELS '{name}': api_key_setting names {named}, which",
                setting(named),
                SettingText.Key) is { } fault)
                faults.Add(fault);
            else
                drafts.Add(name, Draft(name, entry, options, setting, field => $"LLM_MODELS '{name}': {field}"));
        }

        var onlyModel = Providers.Of(options.Provider).OnlyModel;
        var hasOwnDefault = onlyModel is not null || !entries.ContainsKey(options.Model.Trim());
        var defaultDraft = Draft(
            onlyModel ?? options.Model.Trim(), ModelEntry.Empty, options, setting, SettingOf);
        faults.AddRange(hasOwnDefault ? defaultDraft.Faults() : []);
        faults.AddRange(drafts.Values.SelectMany(draft => draft.Faults()));
        var routes = drafts.ToDictionary(draft => draft.Key, draft => draft.Value.Route);
        var defaultRoute = hasOwnDefault
            ? defaultDraft.Route
            : routes.GetValueOrDefault(options.Model.Trim()) ?? defaultDraft.Route;
        return new CatalogParser(defaultRoute, routes, faults);
    }

    private static RouteBuilder Draft(string name, ModelEntry entry, LlmOptions options,
        Func<string, string?> setting, Func<string, string> place)
    {
        var provider = Providers.Of(entry.Provider ?? options.Provider);
        var isDefaultProvider = provider == Providers.Of(options.Provider);
        var model = entry.Model ?? provider.OnlyModel ?? name;
        // A key is only sent to the server that it was set for.
        var isDefaultServer = isDefaultProvider
            && (entry.BaseUrl is null || EndpointUrl.AreSame(entry.BaseUrl, options.BaseUrl));
        var key = entry.ApiKeySetting is { } holder ? setting(holder) : isDefaultServer ? options.ApiKey : null;
        // The only model has the same price under any name.
        var published = PriceTable.Of(provider.OnlyModel ?? model);
        var (input, output) = (entry.InputUsdPerMillion ?? published?.InputUsdPerMillion,
            entry.OutputUsdPerMillion ?? published?.OutputUsdPerMillion);
        return new RouteBuilder(
            provider,
            provider == Providers.None ? "" : model,
            provider.IsServer ? EndpointUrl.Normalize(entry.BaseUrl ?? (isDefaultProvider ? options.BaseUrl : "")) : "",
            key?.Trim() ?? "",
            input is { } i && output is { } o ? new ModelPrice(i, o) : null,
            entry.StructuredOutput ?? (isDefaultProvider ? options.StructuredOutput : ""),
            entry.MaxTokensParameter ?? (isDefaultProvider ? options.MaxTokensParameter : "max_tokens"),
            place)
        {
            Temperature = TemperatureOf(entry, options),
            ReasoningEffort = entry.ReasoningEffort ?? (isDefaultProvider ? options.ReasoningEffort : ""),
            ContextWindow = entry.ContextWindow
                ?? (isDefaultServer && options.ContextWindow > 0 ? options.ContextWindow : null),
            MaxTokens = options.MaxTokens,
        };
    }

    private static float? TemperatureOf(ModelEntry entry, LlmOptions options) => entry.Temperature.ValueKind switch
    {
        JsonValueKind.Number => entry.Temperature.GetSingle(),
        JsonValueKind.Null => null,
        _ => Temperatures.TryRead(options.KnownTemperature, out var temperature) ? temperature : null,
    };

    private static string SettingOf(string field) => field switch
    {
        "model" => "LLM_MODEL",
        "base_url" => "LLM_BASE_URL",
        "api_key_setting" => "LLM_API_KEY",
        "structured_output" => "LLM_STRUCTURED_OUTPUT",
        "reasoning_effort" => "LLM_REASONING_EFFORT",
        "context_window" => "LLM_CONTEXT_WINDOW",
        _ => "LLM_MAX_TOKENS_PARAMETER",
    };
}
