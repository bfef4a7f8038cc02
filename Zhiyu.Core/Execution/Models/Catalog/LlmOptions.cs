using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>How models are called. Each property is bound to the flat setting that its attribute names.</summary>
public sealed class LlmOptions
{
    /// <summary>The address of DashScope, which offers the default model.</summary>
    public const string DashScope = "https://dashscope.aliyuncs.com/compatible-mode/v1";

    private const string DefaultTemperature = "0.8";

    /// <summary>
    /// <c>none</c>, <c>simulated</c>, <c>openai-compatible</c> or <c>azure-openai</c>. Default, and when empty: none.
    /// </summary>
    [ConfigurationKeyName("LLM_PROVIDER")]
    public string Provider { get; set; } = LlmProviders.None;

    /// <summary>
    /// The model of agents whose own model is not in <c>LLM_MODELS</c>: its name at the provider; with Azure OpenAI the
    /// name of the deployment. Default: qwen-plus.
    /// </summary>
    [ConfigurationKeyName("LLM_MODEL")]
    public string Model { get; set; } = "qwen-plus";

    /// <summary>
    /// Base URL up to and including the version, such as <c>http://localhost:11434/v1</c>, or the address of its
    /// <c>/chat/completions</c>; with Azure OpenAI the resource's endpoint, such as
    /// <c>https://NAME.openai.azure.com</c>. Default: DashScope's, for openai-compatible.
    /// </summary>
    [ConfigurationKeyName("LLM_BASE_URL")]
    public string BaseUrl { get; set; } = DashScope;

    /// <summary>
    /// The key. Default: none, which is allowed for plain http servers such as Ollama, and for Azure OpenAI over https,
    /// where Entra ID is used instead.
    /// </summary>
    [ConfigurationKeyName("LLM_API_KEY"), SettingText(SettingText.Key)]
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// Further models: a JSON object by the model name that agents use, with the optional fields <c>provider</c>,
    /// <c>base_url</c>, <c>api_key_setting</c> (the setting that holds the key), <c>model</c> (its name at the
    /// provider), <c>input_usd_per_million</c>, <c>output_usd_per_million</c>, <c>structured_output</c>,
    /// <c>max_tokens_parameter</c>, <c>temperature</c>, <c>reasoning_effort</c> and <c>context_window</c>. Default:
    /// none.
    /// </summary>
    [ConfigurationKeyName("LLM_MODELS"), SettingText(SettingText.Lines)]
    public string Models { get; set; } = "";

    /// <summary>The most tokens an answer may have, 1 to 32768. Default: 512.</summary>
    [ConfigurationKeyName("LLM_MAX_TOKENS")]
    [Range(1, 32_768)]
    public int MaxTokens { get; set; } = 512;

    /// <summary>
    /// The request field of that limit: <c>max_tokens</c>, which nearly every compatible server knows, or
    /// <c>max_completion_tokens</c>, which OpenAI's newer models require. Default: max_tokens.
    /// </summary>
    [ConfigurationKeyName("LLM_MAX_TOKENS_PARAMETER")]
    public string MaxTokensParameter { get; set; } = "max_tokens";

    /// <summary>
    /// The strictest response format that the model supports: <c>json-schema</c>, <c>json-object</c> or <c>none</c>.
    /// Default: json-schema for azure-openai, json-object for openai-compatible.
    /// </summary>
    [ConfigurationKeyName("LLM_STRUCTURED_OUTPUT")]
    public string StructuredOutput { get; set; } = "";

    /// <summary>
    /// From 0 (always the likeliest word) to 2, or <c>none</c> to leave it to the server, as reasoning models require.
    /// Default, and when empty: 0.8.
    /// </summary>
    [ConfigurationKeyName("LLM_TEMPERATURE")]
    public string Temperature { get; set; } = DefaultTemperature;

    /// <summary>
    /// How much a model reasons before it answers: <c>none</c>, <c>minimal</c>, <c>low</c>, <c>medium</c>, <c>high</c>,
    /// <c>xhigh</c>, or <c>default</c> for the server's own value. Default, when empty: none for models that are known
    /// to reason or were seen to; nothing is sent to other models.
    /// </summary>
    [ConfigurationKeyName("LLM_REASONING_EFFORT")]
    public string ReasoningEffort { get; set; } = "";

    /// <summary>
    /// Extra tokens for reasoning where a model cannot be kept from it, or should not be, 0 to 32768; at most a quarter
    /// of the context window. Default: 4096.
    /// </summary>
    [ConfigurationKeyName("LLM_THINKING_TOKENS")]
    [Range(0, 32_768)]
    public int ThinkingTokens { get; set; } = 4_096;

    /// <summary>
    /// The context window in tokens, shared by prompt and answer; prompts are shortened to fit. 3000 to 10000000, or 0:
    /// 4096 for a plain http server, which is Ollama's default without <c>OLLAMA_CONTEXT_LENGTH</c>, and no limit for
    /// others. Default: 0.
    /// </summary>
    [ConfigurationKeyName("LLM_CONTEXT_WINDOW")]
    [Range(0, 10_000_000)]
    public int ContextWindow { get; set; }

    /// <summary>
    /// Milliseconds for one whole call, including connecting, all tries and the answer's body, 1 to 45000 (a run has 50
    /// s). Default: 30000.
    /// </summary>
    [ConfigurationKeyName("LLM_TIMEOUT_MS")]
    [Range(1, 45_000)]
    public int TimeoutMs { get; set; } = 30_000;

    /// <summary>How often a call is retried after a transient fault, 0 to 10. Default: 2.</summary>
    [ConfigurationKeyName("LLM_MAX_RETRIES")]
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 2;

    /// <summary>
    /// Milliseconds before the first retry, 1 to 10000; each further delay about doubles, with jitter. A provider's
    /// <c>Retry-After</c> takes precedence. Default: 500.
    /// </summary>
    [ConfigurationKeyName("LLM_RETRY_DELAY_MS")]
    [Range(1, 10_000)]
    public int RetryDelayMs { get; set; } = 500;

    /// <summary>
    /// The circuit breaker opens when at least this many tries were made within 30 s and at least half of them had
    /// transient faults, 2 to 1000. Default: 5.
    /// </summary>
    [ConfigurationKeyName("LLM_BREAKER_CALLS")]
    [Range(2, 1000)]
    public int BreakerCalls { get; set; } = 5;

    /// <summary>
    /// How many seconds the breaker stays open before it lets one probe through, 1 to 600. Default: 15.
    /// </summary>
    [ConfigurationKeyName("LLM_BREAKER_SECONDS")]
    [Range(1, 600)]
    public int BreakerSeconds { get; set; } = 15;

    /// <summary>
    /// The shortest response time of the simulated writer in milliseconds, 0 to 45000. Default: 1000.
    /// </summary>
    [ConfigurationKeyName("LLM_SIMULATED_MIN_MS")]
    [Range(0, 45_000)]
    public int SimulatedMinMs { get; set; } = 1000;

    /// <summary>Its longest response time in milliseconds, from the shortest to 45000. Default: 3000.</summary>
    [ConfigurationKeyName("LLM_SIMULATED_MAX_MS")]
    public int SimulatedMaxMs { get; set; } = 3000;

    /// <summary>Any integer; the same seed and prompt give the same text. Default: 1.</summary>
    [ConfigurationKeyName("LLM_SIMULATED_SEED")]
    public int SimulatedSeed { get; set; } = 1;

    /// <summary>How often it declines to answer, as a share from 0 to 1. Default: 0.08.</summary>
    [ConfigurationKeyName("LLM_SIMULATED_DECLINE_RATE")]
    [Range(0.0, 1.0)]
    public double SimulatedDeclineRate { get; set; } = 0.08;

    /// <summary>The provider in its canonical spelling; unchanged when it is unknown.</summary>
    internal string KnownProvider => LlmProviders.Known(Provider);

    /// <summary>The temperature as it is set; the default when it is empty.</summary>
    internal string KnownTemperature => string.IsNullOrWhiteSpace(Temperature) ? DefaultTemperature : Temperature;
}
