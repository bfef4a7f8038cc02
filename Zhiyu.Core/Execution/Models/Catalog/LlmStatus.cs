namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>Which model is configured, for the health report.</summary>
/// <remarks>No call may be made while <c>Configured</c> is false.</remarks>
public sealed record LlmStatus(bool Configured, string Provider, string Model, bool Simulated)
{
    /// <summary>What to do when no provider is configured.</summary>
    public static readonly string Remedy =
        $"No model is configured: set LLM_PROVIDER to one of {string.Join(", ", LlmProviders.All.Skip(1))}.";

    public static LlmStatus Of(LlmOptions options) => options.KnownProvider switch
    {
        LlmProviders.Simulated => new(true, LlmProviders.Simulated, LlmProviders.Simulated, true),
        LlmProviders.OpenAiCompatible or LlmProviders.AzureOpenAi =>
            new(true, options.KnownProvider, options.Model, false),
        _ => new(false, LlmProviders.None, "", false),
    };
}
