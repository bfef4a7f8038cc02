using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Execution.Llm;

/// <summary>How models are called. Each property is bound to the flat setting that its attribute names.</summary>
internal sealed class LlmOptions
{
    /// <summary><c>none</c>, <c>simulated</c> or <c>openai-compatible</c>. Default, and when empty: none.</summary>
    [ConfigurationKeyName("LLM_PROVIDER")]
    public string Provider { get; set; } = LlmProviders.None;

    /// <summary>The model's name at the provider. Default: qwen-plus.</summary>
    [ConfigurationKeyName("LLM_MODEL")]
    public string Model { get; set; } = "qwen-plus";

    /// <summary>
    /// Base URL up to and including the version, such as <c>http://localhost:11434/v1</c>. Default: DashScope's, whose
    /// model is the default model.
    /// </summary>
    [ConfigurationKeyName("LLM_BASE_URL")]
    public string BaseUrl { get; set; } = "https://dashscope.aliyuncs.com/compatible-mode/v1";

    /// <summary>The key. Default: none, which is allowed for servers reached by plain http, such as Ollama.</summary>
    [ConfigurationKeyName("LLM_API_KEY")]
    public string ApiKey { get; set; } = "";

    /// <summary>The most tokens an answer may have, 1 to 32768. Default: 512.</summary>
    [ConfigurationKeyName("LLM_MAX_TOKENS")]
    [Range(1, 32_768)]
    public int MaxTokens { get; set; } = 512;

    /// <summary>
    /// How the limit is called on the wire: <c>max_tokens</c>, which nearly every compatible server knows, or
    /// <c>max_completion_tokens</c>, which OpenAI's newer models insist on. Default: max_tokens.
    /// </summary>
    [ConfigurationKeyName("LLM_MAX_TOKENS_PARAMETER")]
    public string MaxTokensParameter { get; set; } = "max_tokens";

    /// <summary>0 (always the likeliest word) to 2. Default: 0.8.</summary>
    [ConfigurationKeyName("LLM_TEMPERATURE")]
    [Range(0.0, 2.0)]
    public float Temperature { get; set; } = 0.8f;

    /// <summary>
    /// Milliseconds for one whole call, connecting and the answer's body included, 1 to 45000 (a run
    /// has 50 s). Default: 30000.
    /// </summary>
    [ConfigurationKeyName("LLM_TIMEOUT_MS")]
    [Range(1, 45_000)]
    public int TimeoutMs { get; set; } = 30_000;

    /// <summary>The shortest time the simulated writer takes, in milliseconds, 0 to 45000. Default: 1000.</summary>
    [ConfigurationKeyName("LLM_SIMULATED_MIN_MS")]
    [Range(0, 45_000)]
    public int SimulatedMinMs { get; set; } = 1000;

    /// <summary>The longest time it takes, in milliseconds, from the shortest to 45000. Default: 3000.</summary>
    [ConfigurationKeyName("LLM_SIMULATED_MAX_MS")]
    public int SimulatedMaxMs { get; set; } = 3000;

    /// <summary>Any integer; the same seed and prompt give the same text. Default: 1.</summary>
    [ConfigurationKeyName("LLM_SIMULATED_SEED")]
    public int SimulatedSeed { get; set; } = 1;

    /// <summary>How often it declines to answer, as a share from 0 to 1. Default: 0.08.</summary>
    [ConfigurationKeyName("LLM_SIMULATED_DECLINE_RATE")]
    [Range(0.0, 1.0)]
    public double SimulatedDeclineRate { get; set; } = 0.08;

    /// <summary>The provider in its canonical spelling; as it was written when nobody knows it.</summary>
    internal string KnownProvider => string.IsNullOrWhiteSpace(Provider)
        ? LlmProviders.None
        : LlmProviders.All.FirstOrDefault(p => p.Equals(Provider.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? Provider;
}
