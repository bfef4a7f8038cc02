using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Zhiyu.Core.Execution.Llm.OpenAi;

/// <summary>What an answer's body must at least have before the library reads it.</summary>
internal static class CompletionShape
{
    // Azure OpenAI's and DashScope's.
    private static readonly string[] FilterCodes = ["content_filter", "data_inspection_failed"];

    /// <exception cref="LlmException">
    /// It has no choice with a message; with the usage that it tells all the same.
    /// </exception>
    public static void Check(byte[] body, string provider)
    {
        UsageDetails? usage;
        try
        {
            using var document = JsonDocument.Parse(body);
            usage = UsageOf(document.RootElement);
            if (HasMessage(document.RootElement)) return;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw WireFaults.NoCompletion(provider, fault);
        }

        throw WireFaults.NoCompletion(provider, usage: usage);
    }

    /// <summary>Whether a refusal's body says that a filter was the reason.</summary>
    public static bool IsFilterError(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("error", out var error)
                && error.TryGetProperty("code", out var code)
                && code.ValueKind == JsonValueKind.String && FilterCodes.Contains(code.GetString());
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool HasMessage(JsonElement answer) =>
        answer.TryGetProperty("choices", out var choices)
        && choices.EnumerateArray().Any(choice => choice.TryGetProperty("message", out var message)
            && message.ValueKind == JsonValueKind.Object);

    private static UsageDetails? UsageOf(JsonElement answer) =>
        answer.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object
        && Tokens(usage, "prompt_tokens") is { } prompt && Tokens(usage, "completion_tokens") is { } completion
            ? new UsageDetails { InputTokenCount = prompt, OutputTokenCount = completion }
            : null;

    private static long? Tokens(JsonElement usage, string name) =>
        usage.TryGetProperty(name, out var tokens) && tokens.ValueKind == JsonValueKind.Number
        && tokens.TryGetInt64(out var count) ? count : null;
}
