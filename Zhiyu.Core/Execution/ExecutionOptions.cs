using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Execution;

/// <summary>Leases, retries and prompt size of run execution.</summary>
public sealed class ExecutionOptions
{
    /// <summary>
    /// How long an executor holds the lease of a run. 5 s to 10 min, and not longer than a queue message stays
    /// invisible (60 s locally, 10 min on the platform): when the message of a dead executor reappears, its lease has
    /// expired. 55 s by default.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(55);

    /// <summary>The part of the lease that is kept for writing after a call. 5 s by default.</summary>
    public TimeSpan WriteReserve { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long an assignment waits when the model can't be reached; doubles with each retry. 5 s by default.
    /// </summary>
    public TimeSpan FirstDeferral { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The upper limit of this backoff. 5 min by default.</summary>
    public TimeSpan LongestDeferral { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The upper limit when the provider asks for a longer wait. 1 h by default.</summary>
    public TimeSpan LongestAskedFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// A longer wait is split into steps of this length, so that an assignment notices when it is woken. 1 min by
    /// default.
    /// </summary>
    public TimeSpan MaxRequeueDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A run fails after this many calls that may have cost something and brought no usable answer: timeouts, broken
    /// connections, malformed answers. Refusals that cost nothing (429, 5xx) are retried without this limit. 1 to 100;
    /// 5 by default.
    /// </summary>
    public int MostUnansweredCalls { get; set; } = 5;

    /// <summary>
    /// A run fails after this many attempts that ended in a fault of our own. 1 to 100; 5 by default. The time between
    /// two attempts is the <c>visibilityTimeout</c> of host.json, ten seconds.
    /// </summary>
    public int MostFailures { get; set; } = 5;

    /// <summary>
    /// A run fails after this many processes crashed while they executed it: the run is then the likely cause. 1 to
    /// 1,000; 40 by default.
    /// </summary>
    public int MostDeaths { get; set; } = 40;

    /// <summary>The token budget for the quoted community and thread in a prompt. 6,000 by default.</summary>
    [ConfigurationKeyName("LLM_CONTEXT_TOKENS"), Range(500, 100_000)]
    public int ContextTokens { get; set; } = 6_000;

    /// <summary>
    /// The most characters of an answer that are read and stored. 1,000 to 200,000; 64,000 by default.
    /// </summary>
    public int AnswerCharacters { get; set; } = 64_000;
}
