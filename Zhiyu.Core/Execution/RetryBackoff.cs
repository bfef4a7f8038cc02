namespace Zhiyu.Core.Execution;

/// <summary>How long an assignment waits that could not be carried out.</summary>
internal static class RetryBackoff
{
    /// <summary>
    /// Doubles with each deferral up to a limit, and is never shorter than what was asked for, which has a limit of its
    /// own. Up to a quarter more, by chance, keeps what waits for the same provider from coming back at once.
    /// </summary>
    /// <param name="deferrals">How often it was deferred before.</param>
    /// <param name="unanswered">
    /// Calls that it may have paid for in vain. It has few of them: each makes it wait as long as two deferrals do, so
    /// that they reach over some minutes.
    /// </param>
    /// <param name="asked">How long the provider asks to be left alone.</param>
    public static TimeSpan Delay(
        int deferrals, int unanswered, TimeSpan? asked, ExecutionOptions options, Random random)
    {
        var growing = options.FirstDeferral * Math.Pow(2, Math.Clamp(Math.Max(deferrals, 2 * unanswered), 0, 20));
        var bounded = growing < options.LongestDeferral ? growing : options.LongestDeferral;
        var delay = asked > bounded ? asked.Value : bounded;
        if (delay >= options.LongestAskedFor) return options.LongestAskedFor;
        var spread = delay * (1 + (random.NextDouble() / 4));
        return spread < options.LongestAskedFor ? spread : options.LongestAskedFor;
    }
}
