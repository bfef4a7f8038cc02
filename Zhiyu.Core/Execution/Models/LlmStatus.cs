using Zhiyu.Core.Execution.Models.Catalog;

namespace Zhiyu.Core.Execution.Models;

/// <summary>Which model is configured, for the health report.</summary>
/// <remarks>No call may be made while <c>Configured</c> is false.</remarks>
public sealed record LlmStatus(bool Configured, string Provider, string Model, bool Simulated)
{
    /// <summary>What to do when no provider is configured.</summary>
    public static readonly string Remedy =
        $"No model is configured: set LLM_PROVIDER to one of {Providers.Answering}.";

    public static LlmStatus Of(LlmOptions options) => Providers.Of(options.Provider) switch
    {
        { IsServer: true } server => new(true, server.Name, options.Model, false),
        { OnlyModel: { } model } simulated => new(true, simulated.Name, model, true),
        _ => new(false, Providers.None.Name, "", false),
    };
}
