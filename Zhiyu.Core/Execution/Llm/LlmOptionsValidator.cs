using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Execution.Llm;

/// <summary>Finds what the settings' types and ranges don't tell, each fault with its remedy.</summary>
internal sealed class LlmOptionsValidator : IValidateOptions<LlmOptions>
{
    public static readonly IReadOnlyList<string> MaxTokensParameters = ["max_tokens", "max_completion_tokens"];

    public ValidateOptionsResult Validate(string? name, LlmOptions options)
    {
        List<string> faults = [.. Faults(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(LlmOptions options)
    {
        if (!LlmProviders.All.Contains(options.KnownProvider))
            yield return $"LLM_PROVIDER '{options.Provider}' is unknown; " +
                $"use one of {string.Join(", ", LlmProviders.All)}.";
        if (options.KnownProvider == LlmProviders.OpenAiCompatible)
        {
            foreach (var fault in ServerFaults(options))
                yield return fault;
        }

        if (!MaxTokensParameters.Contains(options.MaxTokensParameter))
            yield return $"LLM_MAX_TOKENS_PARAMETER '{options.MaxTokensParameter}' is unknown; " +
                $"use one of {string.Join(", ", MaxTokensParameters)}.";
        if (options.SimulatedMaxMs < options.SimulatedMinMs || options.SimulatedMaxMs > 45_000)
            yield return $"LLM_SIMULATED_MAX_MS is {options.SimulatedMaxMs}; " +
                "use LLM_SIMULATED_MIN_MS to 45000 milliseconds.";
    }

    private static IEnumerable<string> ServerFaults(LlmOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Model))
            yield return "LLM_MODEL is empty; name a model that the server has.";
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            yield return $"LLM_BASE_URL '{options.BaseUrl}' is no http or https address; " +
                "use one like http://localhost:11434/v1.";
        else if (url.Scheme == "https" && string.IsNullOrWhiteSpace(options.ApiKey))
            yield return "LLM_API_KEY is empty; set it " +
                "(only servers reached by plain http, such as Ollama, do without).";
    }
}
