using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>How models are called. Each property is bound to the flat setting that its attribute names.</summary>
internal sealed class LlmOptions
{
    /// <summary>DashScope's address, which has the default model.</summary>
    public const string DashScope = "https://dashscope.aliyuncs.com/compatible-mode/v1";

    private const string UsualTemperature = "0.8";

    /// <summary>
    /// <c>none</c>, <c>simulated</c>, <c>openai-compatible</c> or <c>azure-openai</c>. Default, and when empty: none.
    /// </summary>
    [ConfigurationKeyName("LLM_PROVIDER")]
    public string Provider { get; set; } = LlmProviders.None;

    /// <summary>
    /// The model that answers for agents whose own is not in <c>LLM_MODELS</c>: its name at the provider, with Azure
    /// OpenAI the deployment's. Default: qwen-plus.
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
    /// The key. Default: none, which is allowed for servers reached by plain http, such as Ollama, and for Azure OpenAI
    /// over https, where Entra ID stands in.
    /// </summary>
    [ConfigurationKeyName("LLM_API_KEY"), SettingText(SettingText.Key)]
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// Further models: a JSON object of, by the name that agents ask for, <c>provider</c>, <c>base_url</c>,
    /// <c>api_key_setting</c> (the setting that holds the key), <c>model</c> (its name at the provider),
    /// <c>input_usd_per_million</c>, <c>output_usd_per_million</c>, <c>structured_output</c>,
    /// <c>max_tokens_parameter</c>, <c>temperature</c>, <c>reasoning_effort</c> and <c>context_window</c>, each of
    /// which may be left out. Default: none.
    /// </summary>
    [ConfigurationKeyName("LLM_MODELS"), SettingText(SettingText.Lines)]
    public string Models { get; set; } = "";

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

    /// <summary>
    /// How far the model can be held to a form of answer: <c>json-schema</c>, <c>json-object</c> or <c>none</c>.
    /// Default: json-schema for azure-openai, json-object for openai-compatible.
    /// </summary>
    [ConfigurationKeyName("LLM_STRUCTURED_OUTPUT")]
    public string StructuredOutput { get; set; } = "";

    /// <summary>
    /// 0 (always the likeliest word) to 2, or <c>none</c> to leave it to the server, as models that think insist on.
    /// Default, and when empty: 0.8.
    /// </summary>
    [ConfigurationKeyName("LLM_TEMPERATURE")]
    public string Temperature { get; set; } = UsualTemperature;

    /// <summary>
    /// How much a model thinks before it answers: <c>none</c>, <c>minimal</c>, <c>low</c>, <c>medium</c>, <c>high</c>,
    /// <c>xhigh</c>, or <c>default</c> for what the server has. Default, when empty: none for models that are known to
    /// think, or are seen to; the others are told nothing.
    /// </summary>
    [ConfigurationKeyName("LLM_REASONING_EFFORT")]
    public string ReasoningEffort { get; set; } = "";

    /// <summary>
    /// Tokens for thoughts, beside those of the answer, where a model cannot be kept from thinking or is not to be, 0
    /// to 32768; a quarter of the window at most. Default: 4096.
    /// </summary>
    [ConfigurationKeyName("LLM_THINKING_TOKENS")]
    [Range(0, 32_768)]
    public int ThinkingTokens { get; set; } = 4_096;

    /// <summary>
    /// Tokens that the server takes for prompt and answer together, so that a prompt is made to fit; 3000 to 10000000,
    /// or 0: 4096 for a server on plain http, which is what Ollama takes unless it is told
    /// (<c>OLLAMA_CONTEXT_LENGTH</c>), and no bound for others. Default: 0.
    /// </summary>
    [ConfigurationKeyName("LLM_CONTEXT_WINDOW")]
    [Range(0, 10_000_000)]
    public int ContextWindow { get; set; }

    /// <summary>
    /// Milliseconds for one whole call, connecting, the answer's body and all its tries included, 1 to 45000 (a run has
    /// 50 s). Default: 30000.
    /// </summary>
    [ConfigurationKeyName("LLM_TIMEOUT_MS")]
    [Range(1, 45_000)]
    public int TimeoutMs { get; set; } = 30_000;

    /// <summary>How often a call is tried again after a fault that may pass, 0 to 10. Default: 2.</summary>
    [ConfigurationKeyName("LLM_MAX_RETRIES")]
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 2;

    /// <summary>
    /// Milliseconds before the first retry, 1 to 10000; each further one about doubles it, with jitter. A provider's
    /// <c>Retry-After</c> goes before. Default: 500.
    /// </summary>
    [ConfigurationKeyName("LLM_RETRY_DELAY_MS")]
    [Range(1, 10_000)]
    public int RetryDelayMs { get; set; } = 500;

    /// <summary>
    /// From how many tries of a model within 30 s on, half or more of them with faults that may pass, it is left alone
    /// for a while, 2 to 1000. Default: 5.
    /// </summary>
    [ConfigurationKeyName("LLM_BREAKER_CALLS")]
    [Range(2, 1000)]
    public int BreakerCalls { get; set; } = 5;

    /// <summary>For how many seconds it is left alone before one call tries it out, 1 to 600. Default: 15.</summary>
    [ConfigurationKeyName("LLM_BREAKER_SECONDS")]
    [Range(1, 600)]
    public int BreakerSeconds { get; set; } = 15;

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
    internal string KnownProvider => LlmProviders.Known(Provider);

    /// <summary>The temperature as it is written, the usual one where it is empty.</summary>
    internal string KnownTemperature => string.IsNullOrWhiteSpace(Temperature) ? UsualTemperature : Temperature;
}
