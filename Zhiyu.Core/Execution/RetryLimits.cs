using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Execution;

/// <summary>Decides when a run is given up.</summary>
internal static class RetryLimits
{
    /// <param name="run">A run that no executor holds at the moment.</param>
    /// <returns>Why it is given up; null when it may be retried.</returns>
    public static string? ReasonOf(Run run, ExecutionOptions options) => run switch
    {
        _ when run.Failures >= options.MostFailures =>
            $"gave up after {run.Failures} attempts that failed: {run.Reason ?? "no reason was stored"}",
        // Only where answers were lost before they could be stored; calls that fail end the run by themselves.
        { Answer: null } when run.UnansweredCalls >= options.MostUnansweredCalls =>
            $"gave up after {run.UnansweredCalls} calls without an answer: {run.Reason ?? "no reason was stored"}",
        _ when run.DeathsSoFar >= options.MostDeaths =>
            $"gave up: {run.DeathsSoFar} times a process crashed, or did not report back, while processing it",
        _ => null,
    };
}
