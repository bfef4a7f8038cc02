namespace Zhiyu.Bench.Rig;

internal static class Wait
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(10);

    /// <exception cref="BenchException">The condition was not met in time.</exception>
    public static async Task UntilAsync(
        Func<Task<bool>> condition, string what, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (!await TryUntilAsync(condition, limit, cancellationToken))
            throw new BenchException($"Waited {limit.TotalSeconds:0} s for {what} without success.");
    }

    /// <returns>False when the condition was not met in time.</returns>
    public static async Task<bool> TryUntilAsync(
        Func<Task<bool>> condition, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > limit) return false;
            await Task.Delay(PollingInterval, TimeProvider.System, cancellationToken);
        }

        return true;
    }

    public static Task UntilAsync(
        Func<bool> condition, string what, TimeSpan limit, CancellationToken cancellationToken) =>
        UntilAsync(() => Task.FromResult(condition()), what, limit, cancellationToken);

    public static Task ForAsync(TimeSpan time, CancellationToken cancellationToken) =>
        Task.Delay(time, TimeProvider.System, cancellationToken);
}
