namespace Zhiyu.Core.Execution;

/// <summary>How long a deferred assignment waits.</summary>
internal static class RetryBackoff
{
    /// <summary>
    /// Doubles with each deferral up to a limit, and is never shorter than the provider asks for, which has its own
    /// limit. Jitter of up to 25% keeps assignments for the same provider from returning at the same time.
    /// </summary>
    /// <param name="deferrals">How often the assignment was deferred before.</param>
    /// <param name="unanswered">
    /// Calls that may have cost something and brought no answer. Few of them are allowed, so each counts as two
    /// deferrals; the attempts then cover several minutes.
    /// </param>
    /// <param name="asked">How long the provider asks to wait.</param>
    public static TimeSpan Delay(
        int deferrals, int unanswered, TimeSpan? asked, ExecutionOptions options, Random random)
    {
        var exponential = options.FirstDeferral * Math.Pow(2, Math.Clamp(Math.Max(deferrals, 2 * unanswered), 0, 20));
        var bounded = exponential < options.LongestDeferral ? exponential : options.LongestDeferral;
        var delay = asked > bounded ? asked.Value : bounded;
        if (delay >= options.LongestAskedFor) return options.LongestAskedFor;
        var jittered = delay * (1 + (random.NextDouble() / 4));
        return jittered < options.LongestAskedFor ? jittered : options.LongestAskedFor;
    }
}
