using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Models;

/// <summary>A route that is not validated yet.</summary>
/// <param name="Price">Null when unknown.</param>
/// <param name="Place">
/// Names the setting of a field, for fault messages: a setting of its own for the default model, a field of
/// <c>LLM_MODELS</c> for others.
/// </param>
internal sealed record RouteBuilder(
    Provider Provider,
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
        Provider.Name,
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
    private int? AssumedWindow => Provider.IsServer && BaseUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        && MaxTokens + SmallestPrompt <= DefaultLocalWindow
        ? DefaultLocalWindow
        : null;

    /// <summary>The faults of the route, each with its remedy.</summary>
    public IEnumerable<string> Faults()
    {
        if (!LlmOptions.MaxTokensParameters.Contains(MaxTokensParameter))
            yield return $"{Place("max_tokens_parameter")} '{EscapedText.Of(MaxTokensParameter)}' is unknown; " +
                $"use one of {string.Join(", ", LlmOptions.MaxTokensParameters)}.";
        if (StructuredOutput.Length > 0 && !StructuredOutputs.IsKnown(StructuredOutput))
            yield return $"{Place("structured_output")} '{EscapedText.Of(StructuredOutput)}' is unknown; " +
                $"use one of {StructuredOutputs.Names}.";
        if (ReasoningEffort.Trim() is { Length: > 0 } effort
            && !ReasoningEfforts.All.Contains(effort, StringComparer.OrdinalIgnoreCase))
            yield return $"{Place("reasoning_effort")} '{EscapedText.Of(ReasoningEffort)}' is unknown; " +
                $"use one of {string.Join(", ", ReasoningEfforts.All)}.";
        if (ContextWindow - MaxTokens < SmallestPrompt)
            yield return $"{Place("context_window")} {ContextWindow} leaves no room for a prompt beside the " +
                $"{MaxTokens} tokens of LLM_MAX_TOKENS; raise it, or lower those.";
        if (Provider.ExampleUrl is not { } example) yield break;
        foreach (var fault in ServerFaults(example)) yield return fault;
    }

    private IEnumerable<string> ServerFaults(string example)
    {
        if (string.IsNullOrWhiteSpace(Model))
            yield return $"{Place("model")} is empty; name a model that the server has.";
        if (EndpointUrl.FaultOf(BaseUrl, example, Provider.AddressFault) is { } addressFault)
        {
            yield return $"{Place("base_url")} {addressFault}";
            yield break;
        }

        foreach (var (field, fault) in Provider.SettingFaults(Route)) yield return $"{Place(field)} {fault}";
        if (Price is null && new Uri(BaseUrl).Scheme == Uri.UriSchemeHttps)
            yield return $"{Place("model")} '{EscapedText.Of(Model)}' has no price, so that no ceiling " +
                "in USD could hold; give its input_usd_per_million and output_usd_per_million in LLM_MODELS.";
    }
}
