using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>A route before it is known to be good.</summary>
/// <param name="Price">Null when nobody knows it.</param>
/// <param name="Place">
/// Where the field of a model's entry that is named is set, for a fault's first words: a setting of its own for the
/// default model, a field of <c>LLM_MODELS</c> for others.
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
    /// <summary>Of tokens, below which no prompt of ours fits with its answer.</summary>
    public const int SmallestWindow = 3_000;

    // A template and a persona, with little of a thread.
    private const int SmallestPrompt = 2_400;

    // Of a server that does not say: what Ollama takes with the memory that most machines have.
    private const int UsualLocalWindow = 4_096;

    public float? Temperature { get; init; }

    public string ReasoningEffort { get; init; } = "";

    /// <summary>Null where nobody says.</summary>
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
        ContextWindow = ContextWindow ?? UsualWindow,
    };

    // None where the settings show that the server takes more.
    private int? UsualWindow => HasServer && BaseUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        && MaxTokens + SmallestPrompt <= UsualLocalWindow
        ? UsualLocalWindow
        : null;

    private bool HasServer => Provider is LlmProviders.OpenAiCompatible or LlmProviders.AzureOpenAi;

    /// <summary>What is wrong with it, each fault with its remedy.</summary>
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
            yield return $"{Place("model")} '{ShownText.Of(Model)}' has no price, so that no ceiling in USD could " +
                "hold; " +
                $"give its input_usd_per_million and output_usd_per_million in LLM_MODELS.";
    }

    private string Example => Provider == LlmProviders.AzureOpenAi
        ? "https://NAME.openai.azure.com"
        : "http://localhost:11434/v1";
}
