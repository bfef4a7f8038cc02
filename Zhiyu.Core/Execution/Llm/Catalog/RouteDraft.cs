using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Llm.Catalog;

/// <summary>A route before it is known to be good.</summary>
/// <param name="Price">Null when nobody knows it.</param>
/// <param name="Place">
/// Where the field of a model's entry that is named is set, for a fault's first words: a setting of its own for the
/// default model, a field of <c>LLM_MODELS</c> for others.
/// </param>
internal sealed record RouteDraft(
    string Provider,
    string Model,
    string BaseUrl,
    string ApiKey,
    ModelPrice? Price,
    string StructuredOutput,
    string MaxTokensParameter,
    Func<string, string> Place)
{
    public ModelRoute Route => new(
        Provider,
        Model,
        BaseUrl,
        ApiKey,
        Price ?? ModelPrice.Free,
        StructuredOutputs.Of(StructuredOutput, Provider),
        MaxTokensParameter,
        Warning: null);

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
        if (!HasServer) yield break;
        foreach (var fault in ServerFaults()) yield return fault;
    }

    private IEnumerable<string> ServerFaults()
    {
        if (string.IsNullOrWhiteSpace(Model))
            yield return $"{Place("model")} is empty; name a model that the server has.";
        if (ServerUrl.FaultOf(BaseUrl, Example, Provider == LlmProviders.AzureOpenAi) is { } fault)
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
