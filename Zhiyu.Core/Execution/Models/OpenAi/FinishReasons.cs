using Newtonsoft.Json.Linq;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>Maps the many finish reasons of servers to the protocol's.</summary>
internal static class FinishReasons
{
    public const string Stop = "stop";
    public const string Length = "length";
    public const string ContentFilter = "content_filter";

    // Mistral says model_length, Google MAX_TOKENS.
    private static readonly string[] Cut = ["length", "max_tokens", "max_length", "max_output_tokens", "model_length"];

    // Google, GLM and others.
    private static readonly string[] Withheld =
        ["content_filter", "safety", "sensitive", "recitation", "blocklist", "prohibited_content", "spii"];

    // The server broke off: DeepSeek says insufficient_system_resource, vLLM and SGLang abort, GLM network_error.
    private static readonly string[] BrokenOff =
    [
        "insufficient_system_resource", "abort", "aborted", "cancelled", "canceled", "error", "network_error",
        "timeout",
    ];

    /// <param name="hasText">Whether there is any text: without it, a broken answer is empty, not cut.</param>
    public static string Of(JToken? reason, bool hasText)
    {
        var word = reason is JValue { Type: JTokenType.String } ? ((string)reason!).Trim().ToLowerInvariant() : "";
        if (Withheld.Contains(word)) return ContentFilter;
        return Cut.Contains(word) || (hasText && BrokenOff.Contains(word)) ? Length : Stop;
    }
}
