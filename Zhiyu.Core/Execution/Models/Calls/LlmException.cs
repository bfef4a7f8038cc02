using Microsoft.Extensions.AI;

namespace Zhiyu.Core.Execution.Models.Calls;

/// <summary>Whether asking again may help.</summary>
internal enum LlmFault
{
    /// <summary>Time-out, 408, 429, 5xx, connection fault: it may.</summary>
    Transient,

    /// <summary>What came back is no answer: it may, but the same again will be paid for again.</summary>
    Malformed,

    /// <summary>Any other refusal (400, 401, 403, 404, content filter): it will not.</summary>
    Permanent,
}

/// <summary>What is wrong with the form of an answer.</summary>
internal enum AnswerFlaw
{
    NoJson,
    NoChoices,
    TooLong,
    Empty,

    /// <summary>The model thought and never came to speak.</summary>
    OnlyThoughts,
}

/// <summary>
/// A call to a model failed. The message names provider and status and quotes what the provider said, bounded, and
/// never the key or the prompt.
/// </summary>
internal sealed class LlmException(LlmFault fault, string message, int? status = null, Exception? inner = null)
    : Exception(message, inner)
{
    public LlmFault Fault => fault;

    public override string Message => Advice is null ? base.Message : $"{base.Message} {Advice}";

    /// <summary>A sentence on what else may be at fault; null where there is nothing.</summary>
    public string? Advice { get; set; }

    /// <summary>The HTTP status, where there was one.</summary>
    public int? Status => status;

    /// <summary>What is wrong with the answer, where that is the fault.</summary>
    public AnswerFlaw? Flaw { get; init; }

    /// <summary>Whether the fault is this prompt's, and says nothing of how the model is.</summary>
    public bool IsOfPrompt { get; init; }

    /// <summary>
    /// How long the provider, or the breaker before it, asks to be left alone; null when it does not say.
    /// </summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Whether the same call would meet the same again: only another one, with more room, may not.</summary>
    public bool IsForLater { get; init; }

    /// <summary>What of the request the server refused, where the next try will leave that out.</summary>
    public string? Refused { get; init; }

    /// <summary>
    /// Whether the call may have cost something although no usable answer came of it: it timed out, its connection
    /// broke after it was sent, or what came back was no completion.
    /// </summary>
    public bool MayHaveCost { get; init; }

    /// <summary>What it did cost, where the provider told it with an answer that is of no use.</summary>
    public UsageDetails? Usage { get; init; }
}
