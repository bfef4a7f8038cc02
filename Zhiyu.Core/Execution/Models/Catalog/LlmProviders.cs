namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>The values of <c>LLM_PROVIDER</c>.</summary>
internal static class LlmProviders
{
    public const string None = "none";
    public const string Simulated = "simulated";
    public const string OpenAiCompatible = "openai-compatible";
    public const string AzureOpenAi = "azure-openai";

    public static readonly IReadOnlyList<string> All = [None, Simulated, OpenAiCompatible, AzureOpenAi];

    /// <summary>A provider in its canonical spelling; unchanged when it is unknown.</summary>
    public static string Known(string provider) => string.IsNullOrWhiteSpace(provider)
        ? None
        : All.FirstOrDefault(p => p.Equals(provider.Trim(), StringComparison.OrdinalIgnoreCase)) ?? provider;
}
