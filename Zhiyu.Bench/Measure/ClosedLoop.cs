namespace Zhiyu.Bench.Measure;

/// <summary>Callers of whom each calls again as soon as it was answered.</summary>
internal static class ClosedLoop
{
    /// <returns>How long each call took, in milliseconds, and how many there were in a second.</returns>
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
