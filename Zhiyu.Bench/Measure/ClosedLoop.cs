namespace Zhiyu.Bench.Measure;

/// <summary>A closed-loop load: each caller sends its next call when the last one has completed.</summary>
internal static class ClosedLoop
{
    /// <returns>The duration of each call in milliseconds, and the number of calls per second.</returns>
    public static async Task<(IReadOnlyList<double> Milliseconds, double PerSecond)> RunAsync(
        int callers, TimeSpan time, Func<Task> call)
    {
        var started = TimeProvider.System.GetTimestamp();
        var taken = await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            var own = new List<double>();
            while (TimeProvider.System.GetElapsedTime(started) < time)
            {
                var from = TimeProvider.System.GetTimestamp();
                await call();
                own.Add(TimeProvider.System.GetElapsedTime(from).TotalMilliseconds);
            }

            return own;
        }));
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        return ([.. taken.SelectMany(own => own)], taken.Sum(own => own.Count) / seconds);
    }
}
