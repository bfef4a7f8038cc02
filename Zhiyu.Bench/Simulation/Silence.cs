namespace Zhiyu.Bench.Simulation;

/// <summary>Measures silence in the forum.</summary>
/// <param name="spoken">The times of posts and comments, in any order.</param>
/// <param name="end">The end of the measurement.</param>
internal sealed class Silence(IEnumerable<DateTimeOffset> spoken, DateTimeOffset end)
{
    private readonly DateTimeOffset[] _times = [.. spoken.Order()];

    /// <summary>The longest silence in minutes, counting only some minutes.</summary>
    /// <param name="counts">Whether a minute is counted.</param>
    public double Longest(Func<DateTimeOffset, bool> counts)
    {
        double longest = 0;
        foreach (var (from, to) in _times.Zip(_times.Skip(1).Append(end)))
        {
            double minutes = 0;
            for (var at = from; at < to; at += TimeSpan.FromMinutes(1))
                minutes = counts(at) ? minutes + Math.Min(1, (to - at).TotalMinutes) : 0;
            longest = Math.Max(longest, minutes);
        }

        return Math.Round(longest, 1);
    }
}
