using System.ClientModel;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Zhiyu.Core.Execution.Llm.OpenAi;

/// <summary>What goes wrong on the way to a server and back, told apart by whether asking again may help.</summary>
internal static class WireFaults
{
    /// <summary>
    /// What the library makes of an answer that <see cref="CompletionHandler"/> let through, and of what it throws
    /// itself; null for a cancellation, which is no fault, and for what is none of the wire's.
    /// </summary>
    public static LlmException? Classify(Exception fault, string provider) => fault switch
    {
        // Of our own handler, through the library's layers.
        { InnerException: LlmException ours } => ours,
        ClientResultException or JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or ArgumentException => NoCompletion(provider, fault),
        _ => null,
    };

    public static LlmException NoCompletion(
        string provider, Exception? fault = null, UsageDetails? usage = null) => new(
        LlmFault.Transient, $"{provider} gave an answer that is no chat completion.", inner: fault)
    {
        MayHaveCost = true,
        Usage = usage,
    };

    public static LlmException Unreachable(string provider, bool isSent, Exception fault) => new(
        LlmFault.Transient,
        isSent ? $"The connection to {provider} broke." : $"{provider} could not be reached.",
        inner: fault)
    {
        MayHaveCost = isSent,
    };

    public static LlmException OfStatus(string provider, int status, TimeSpan? retryAfter) =>
        status is 408 or 429 or >= 500
            ? new(LlmFault.Transient, $"{provider} answered {status}; it may pass.", status) { RetryAfter = retryAfter }
            : new(LlmFault.Permanent, $"{provider} answered {status}; check {Remedy(status)}.", status);

    public static LlmException Filtered(string provider, int status) =>
        new(LlmFault.Permanent, $"{provider} answered {status}: its content filter withheld the prompt.", status);

    private static string Remedy(int status) => status switch
    {
        401 or 403 => "LLM_API_KEY, or the setting that the model's api_key_setting names",
        404 => "LLM_BASE_URL and LLM_MODEL, or the model's base_url and name in LLM_MODELS",
        _ => "LLM_MODEL, LLM_MAX_TOKENS, LLM_MAX_TOKENS_PARAMETER and LLM_STRUCTURED_OUTPUT",
    };
}
