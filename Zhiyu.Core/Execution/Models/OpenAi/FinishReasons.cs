using Newtonsoft.Json.Linq;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>Why answers end, in the many words that servers have for it.</summary>
internal static class FinishReasons
{
    public const string Stop = "stop";
    public const string Length = "length";
    public const string ContentFilter = "content_filter";

    // Mistral says model_length, Google MAX_TOKENS.
    private static readonly string[] Cut = ["length", "max_tokens", "max_length", "max_output_tokens", "model_length"];

    // Of Google, GLM and others.
    private static readonly string[] Withheld =
        ["content_filter", "safety", "sensitive", "recitation", "blocklist", "prohibited_content", "spii"];

    // The server broke off: DeepSeek says insufficient_system_resource, vLLM and SGLang abort, GLM network_error.
    private static readonly string[] BrokenOff =
    [
        "insufficient_system_resource", "abort", "aborted", "cancelled", "canceled", "error", "network_error",
        "timeout",
    ];

    /// <param name="isSpoken">Whether there is a text: what is broken off before it is empty, and not cut.</param>
    public static string Of(JToken? reason, bool isSpoken)
    {
        var word = reason is JValue { Type: JTokenType.String } ? ((string)reason!).Trim().ToLowerInvariant() : "";
        if (Withheld.Contains(word)) return ContentFilter;
        return Cut.Contains(word) || (isSpoken && BrokenOff.Contains(word)) ? Length : Stop;
    }
}
