using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Execution;

/// <summary>How executors share runs, and how much they read for one.</summary>
internal sealed class ExecutionOptions
{
    /// <summary>
    /// How long an executor has a run for itself. 5 s to 10 min, and no longer than a message stays invisible (60 s
    /// locally, 10 min on the platform): when the message of a dead executor reappears, its lease is over. 55 s by
    /// default.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(55);

    /// <summary>What is left of the lease for writing when a call has to end. 5 s by default.</summary>
    public TimeSpan WriteReserve { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long an assignment waits when the model can't be reached; doubles each time. 5 s by default.
    /// </summary>
    public TimeSpan FirstDeferral { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest that it waits. 5 min by default.</summary>
    public TimeSpan LongestDeferral { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest that it waits where the provider asks for more. 1 h by default.</summary>
    public TimeSpan LongestAskedFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// What waits longer comes back in between, to hear whether somebody wakes it. 1 min by default.
    /// </summary>
    public TimeSpan LongestSleep { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// After how many calls a run fails that each may have cost something and brought no answer: time-outs, broken
    /// connections, answers that are none. Refusals that cost nothing (429, 5xx) are waited out however long they last.
    /// 1 to 100; 5 by default.
    /// </summary>
    public int MostUnansweredCalls { get; set; } = 5;

    /// <summary>
    /// After how many attempts that end in a fault of ours a run fails. 1 to 100; 5 by default. Between two of them lies
    /// the <c>visibilityTimeout</c> of host.json, ten seconds.
    /// </summary>
    public int MostFailures { get; set; } = 5;

    /// <summary>
    /// After how many deaths of a process that had it in hand a run fails: by then it is what kills them. 1 to 1,000; 40
    /// by default.
    /// </summary>
    public int MostDeaths { get; set; } = 40;

    /// <summary>How much of a community and its thread goes into a prompt, in tokens. 6,000 by default.</summary>
    [ConfigurationKeyName("LLM_CONTEXT_TOKENS"), Range(500, 100_000)]
    public int ContextTokens { get; set; } = 6_000;

    /// <summary>How much of an answer is read and kept. 1,000 to 200,000; 64,000 by default.</summary>
    public int AnswerCharacters { get; set; } = 64_000;
}
