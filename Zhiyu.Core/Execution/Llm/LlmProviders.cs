namespace Zhiyu.Core.Execution.Llm;

/// <summary>The values that <c>LLM_PROVIDER</c> knows.</summary>
internal static class LlmProviders
{
    public const string None = "none";
    public const string Simulated = "simulated";
    public const string OpenAiCompatible = "openai-compatible";

    public static readonly IReadOnlyList<string> All = [None, Simulated, OpenAiCompatible];
}
