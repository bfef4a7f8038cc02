using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>A route that is not validated yet.</summary>
/// <param name="Price">Null when unknown.</param>
/// <param name="Place">
/// Names the setting of a field, for fault messages: a setting of its own for the default model, a field of
/// <c>LLM_MODELS</c> for others.
/// </param>
internal sealed record RouteBuilder(
    string Provider,
    string Model,
    string BaseUrl,
    string ApiKey,
    ModelPrice? Price,
    string StructuredOutput,
    string MaxTokensParameter,
    Func<string, string> Place)
{
    /// <summary>The smallest context window, in tokens, that holds a prompt and its answer.</summary>
    public const int SmallestWindow = 3_000;

    // A template and a persona, with little of a thread.
    private const int SmallestPrompt = 2_400;

    // Ollama's default on most machines, assumed for a local server that is not configured.
    private const int DefaultLocalWindow = 4_096;

    public float? Temperature { get; init; }

    public string ReasoningEffort { get; init; } = "";

    /// <summary>Null when it is not set.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The most tokens of an answer.</summary>
    public int MaxTokens { get; init; }

    public ModelRoute Route => new(
        Provider,
        Model,
        BaseUrl,
        ApiKey,
        Price ?? ModelPrice.Free,
        StructuredOutputs.Of(StructuredOutput, Provider),
        MaxTokensParameter,
        Warning: null)
    {
        Temperature = Temperature,
        ReasoningEffort = ReasoningEffort.Trim().ToLowerInvariant(),
        ContextWindow = ContextWindow ?? AssumedWindow,
    };

    // No assumption when the settings show that the server has a larger window.
    private int? AssumedWindow => HasServer && BaseUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        && MaxTokens + SmallestPrompt <= DefaultLocalWindow
        ? DefaultLocalWindow
        : null;

    private bool HasServer => Provider is LlmProviders.OpenAiCompatible or LlmProviders.AzureOpenAi;

    /// <summary>The faults of the route, each with its remedy.</summary>
    public IEnumerable<string> Faults()
    {
        if (!LlmOptionsValidator.MaxTokensParameters.Contains(MaxTokensParameter))
            yield return $"{Place("max_tokens_parameter")} '{ShownText.Of(MaxTokensParameter)}' is unknown; " +
                $"use one of {string.Join(", ", LlmOptionsValidator.MaxTokensParameters)}.";
        if (StructuredOutput.Length > 0 && !StructuredOutputs.IsKnown(StructuredOutput))
            yield return $"{Place("structured_output")} '{ShownText.Of(StructuredOutput)}' is unknown; " +
                $"use one of {StructuredOutputs.Names}.";
        if (ReasoningEffort.Trim() is { Length: > 0 } effort
            && !ReasoningEfforts.All.Contains(effort, StringComparer.OrdinalIgnoreCase))
            yield return $"{Place("reasoning_effort")} '{ShownText.Of(ReasoningEffort)}' is unknown; " +
                $"use one of {string.Join(", ", ReasoningEfforts.All)}.";
        if (ContextWindow - MaxTokens < SmallestPrompt)
            yield return $"{Place("context_window")} {ContextWindow} leaves no room for a prompt beside the " +
                $"{MaxTokens} tokens of LLM_MAX_TOKENS; raise it, or lower those.";
        if (!HasServer) yield break;
        foreach (var fault in ServerFaults()) yield return fault;
    }

    private IEnumerable<string> ServerFaults()
    {
        if (string.IsNullOrWhiteSpace(Model))
            yield return $"{Place("model")} is empty; name a model that the server has.";
        if (EndpointUrl.FaultOf(BaseUrl, Example, Provider == LlmProviders.AzureOpenAi) is { } fault)
        {
            yield return $"{Place("base_url")} {fault}";
            yield break;
        }

        var url = new Uri(BaseUrl);
        if (Provider == LlmProviders.AzureOpenAi && BaseUrl == LlmOptions.DashScope)
            yield return $"{Place("base_url")} is not set; use the resource's endpoint, like {Example}.";
        if (ApiKey.Length == 0 && Provider == LlmProviders.AzureOpenAi && url.Scheme == "http")
            yield return $"{Place("api_key_setting")} gives no key, and Entra ID's tokens go over https alone; " +
                "set a key, or an https address.";
        if (ApiKey.Length == 0 && Provider == LlmProviders.OpenAiCompatible && url.Scheme == "https")
            yield return $"{Place("api_key_setting")} gives no key; set one " +
                "(only servers reached by plain http, such as Ollama, do without).";
        if (Price is null && url.Scheme == "https")
            yield return $"{Place("model")} '{ShownText.Of(Model)}' has no price, so that no ceiling " +
                "in USD could hold; give its input_usd_per_million and output_usd_per_million in LLM_MODELS.";
    }

    private string Example => Provider == LlmProviders.AzureOpenAi
        ? "https://NAME.openai.azure.com"
        : "http://localhost:11434/v1";
}
