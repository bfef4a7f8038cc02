using Microsoft.Extensions.AI;

namespace Zhiyu.Core.Execution.Llm;

/// <summary>Whether asking again may help.</summary>
internal enum LlmFault
{
    /// <summary>Time-out, 408, 429, 5xx, connection fault, malformed or empty answer: it may.</summary>
    Transient,

    /// <summary>Any other refusal (400, 401, 403, 404, content filter): it will not.</summary>
    Permanent,
}

/// <summary>A call to a model failed. The message names provider and status, never the key or the prompt.</summary>
internal sealed class LlmException(LlmFault fault, string message, int? status = null, Exception? inner = null)
    : Exception(message, inner)
{
    public LlmFault Fault => fault;

    public override string Message => Advice is null ? base.Message : $"{base.Message} {Advice}";

    /// <summary>A sentence on what else may be at fault; null where there is nothing.</summary>
    public string? Advice { get; set; }

    /// <summary>The HTTP status, where there was one.</summary>
    public int? Status => status;

    /// <summary>
    /// How long the provider, or the breaker before it, asks to be left alone; null when it does not say.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Whether the call may have cost something although no usable answer came of it: it timed out, its connection
    /// broke after it was sent, or what came back was no completion.
    /// </summary>
    public bool MayHaveCost { get; init; }

    /// <summary>What it did cost, where the provider told it with an answer that is of no use.</summary>
    public UsageDetails? Usage { get; init; }
}
