using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Models;

/// <summary>Checks what types and ranges of the settings cannot express; each fault comes with its remedy.</summary>
internal sealed class LlmOptionsValidator(IConfiguration configuration) : IValidateOptions<LlmOptions>
{
    private static readonly TimeSpan LongestSimulatedTime = TimeSpan.FromSeconds(45);

    public ValidateOptionsResult Validate(string? name, LlmOptions options)
    {
        List<string> faults = [.. Faults(options)];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(LlmOptions options)
    {
        if (!Providers.IsKnown(options.Provider))
            yield return $"LLM_PROVIDER '{EscapedText.Of(options.Provider)}' is unknown; " +
                $"use one of {Providers.Names}.";
        if (!Temperatures.TryRead(options.KnownTemperature, out _))
            yield return $"LLM_TEMPERATURE is '{EscapedText.Of(options.Temperature)}'; " +
                "use 0 to 2, or none to leave it out.";
        if (options.ContextWindow is > 0 and < RouteBuilder.SmallestWindow)
            yield return $"LLM_CONTEXT_WINDOW is {options.ContextWindow}; " +
                $"use {RouteBuilder.SmallestWindow} or more, or 0 for what is usual.";
        foreach (var fault in CatalogParser.Of(options, setting => configuration[setting]).Faults)
            yield return fault;
        if (options.SimulatedMaxTime < options.SimulatedMinTime || options.SimulatedMaxTime > LongestSimulatedTime)
            yield return $"LLM_SIMULATED_MAX_MS is {options.SimulatedMaxTime.TotalMilliseconds}; " +
                "use LLM_SIMULATED_MIN_MS to 45000 milliseconds.";
    }
}
