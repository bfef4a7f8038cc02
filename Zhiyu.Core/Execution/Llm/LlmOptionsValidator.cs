using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Execution.Llm;

/// <summary>Finds every fault of the settings at once, each with its remedy.</summary>
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

        if (options.MaxTokens is < 1 or > 32_768)
            yield return $"LLM_MAX_TOKENS is {options.MaxTokens}; use 1 to 32768.";
        if (!MaxTokensParameters.Contains(options.MaxTokensParameter))
            yield return $"LLM_MAX_TOKENS_PARAMETER '{options.MaxTokensParameter}' is unknown; " +
                $"use one of {string.Join(", ", MaxTokensParameters)}.";
        if (options.Temperature is not (>= 0 and <= 2))
            yield return $"LLM_TEMPERATURE is {options.Temperature}; use 0 to 2.";
        if (options.TimeoutMs is < 1 or > 600_000)
            yield return $"LLM_TIMEOUT_MS is {options.TimeoutMs}; use 1 to 600000 milliseconds.";
        if (options.SimulatedMinMs is < 0 or > 60_000)
            yield return $"LLM_SIMULATED_MIN_MS is {options.SimulatedMinMs}; use 0 to 60000 milliseconds.";
        if (options.SimulatedMaxMs < options.SimulatedMinMs || options.SimulatedMaxMs > 60_000)
            yield return $"LLM_SIMULATED_MAX_MS is {options.SimulatedMaxMs}; " +
                "use LLM_SIMULATED_MIN_MS to 60000 milliseconds.";
        if (options.SimulatedDeclineRate is not (>= 0 and <= 1))
            yield return $"LLM_SIMULATED_DECLINE_RATE is {options.SimulatedDeclineRate}; use 0 to 1.";
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
