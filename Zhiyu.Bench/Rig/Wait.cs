namespace Zhiyu.Bench.Rig;

internal static class Wait
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(10);

    /// <exception cref="BenchException">The condition was not met in time.</exception>
    public static async Task UntilAsync(
        Func<Task<bool>> condition, string what, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > limit)
                throw new BenchException($"Waited {limit.TotalSeconds:0} s for {what} without success.");
            await Task.Delay(PollingInterval, TimeProvider.System, cancellationToken);
        }
    }

    public static Task UntilAsync(
        Func<bool> condition, string what, TimeSpan limit, CancellationToken cancellationToken) =>
        UntilAsync(() => Task.FromResult(condition()), what, limit, cancellationToken);

    public static Task ForAsync(TimeSpan time, CancellationToken cancellationToken) =>
        Task.Delay(time, TimeProvider.System, cancellationToken);
}
