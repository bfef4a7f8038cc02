using System.ClientModel;
using System.Text.Json;

namespace Zhiyu.Core.Execution.Llm.OpenAi;

/// <summary>What the library throws, told apart by whether asking again may help.</summary>
internal static class OpenAiFaults
{
    private const string Provider = LlmProviders.OpenAiCompatible;

    /// <summary>The fault; null for a cancellation, which is none.</summary>
    public static LlmException? Classify(Exception fault, CancellationToken cancellation) => fault switch
    {
        OperationCanceledException when cancellation.IsCancellationRequested => null,
        // Some servers repeat key or prompt in the body of an error, which the library puts into its message.
        ClientResultException { Status: > 0 and var status } => OfStatus(status),
        ClientResultException or HttpRequestException or IOException or OperationCanceledException =>
            new(LlmFault.Transient, $"{Provider} could not be reached, or the connection broke.", inner: fault),
        // What a body that is no chat completion ends in: the library reads it without checks.
        JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException =>
            new(LlmFault.Transient, $"{Provider} gave an answer that is no chat completion.", inner: fault),
        _ => null,
    };

    private static LlmException OfStatus(int status) => status is 408 or 429 or >= 500
        ? new(LlmFault.Transient, $"{Provider} answered {status}; it may pass.", status)
        : new(LlmFault.Permanent, $"{Provider} answered {status}; check {Remedy(status)}.", status);

    private static string Remedy(int status) => status switch
    {
        401 or 403 => "LLM_API_KEY",
        404 => "LLM_BASE_URL and LLM_MODEL",
        _ => "LLM_MODEL, LLM_MAX_TOKENS and LLM_MAX_TOKENS_PARAMETER",
    };
}
