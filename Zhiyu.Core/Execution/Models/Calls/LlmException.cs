using Microsoft.Extensions.AI;

namespace Zhiyu.Core.Execution.Models.Calls;

/// <summary>Whether a retry may help.</summary>
internal enum LlmFault
{
    /// <summary>Timeout, 408, 429, 5xx, connection fault: a retry may help.</summary>
    Transient,

    /// <summary>The answer is not usable: a retry may help, but is paid for again.</summary>
    Malformed,

    /// <summary>Any other refusal (400, 401, 403, 404, content filter): a retry does not help.</summary>
    Permanent,
}

/// <summary>What is wrong with the form of an answer.</summary>
internal enum AnswerFlaw
{
    NoJson,
    NoChoices,
    TooLong,
    Empty,

    /// <summary>The model returned only its reasoning.</summary>
    OnlyThoughts,
}

/// <summary>
/// A call to a model failed. The message names provider and status and quotes a bounded part of the provider's message,
/// but never the key or the prompt.
/// </summary>
internal sealed class LlmException(LlmFault fault, string message, int? status = null, Exception? inner = null)
    : Exception(message, inner)
{
    public LlmFault Fault => fault;

    public override string Message => Advice is null ? base.Message : $"{base.Message} {Advice}";

    /// <summary>A hint at another possible cause, such as a proxy; null when there is none.</summary>
    public string? Advice { get; set; }

    /// <summary>The HTTP status; null when there was no response.</summary>
    public int? Status => status;

    /// <summary>The defect of a malformed answer; null for other faults.</summary>
    public AnswerFlaw? Flaw { get; init; }

    /// <summary>Whether this prompt caused the fault; then it says nothing about the model's health.</summary>
    public bool IsOfPrompt { get; init; }

    /// <summary>How long the provider, or the circuit breaker, asks to wait; null when unknown.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>
    /// Whether a retry of the same call would fail again; only a later call with a larger token limit may succeed.
    /// </summary>
    public bool IsForLater { get; init; }

    /// <summary>The request field that the server refused and the next try leaves out; null for other faults.</summary>
    public string? Refused { get; init; }

    /// <summary>
    /// Whether the call may have cost something without a usable answer: it timed out, its connection broke after
    /// sending, or the response was not a completion.
    /// </summary>
    public bool MayHaveCost { get; init; }

    /// <summary>The usage that the provider reported with an unusable answer.</summary>
    public UsageDetails? Usage { get; init; }
}
