namespace Zhiyu.Bench.Simulation;

/// <summary>How long nobody said anything.</summary>
/// <param name="spoken">When something was said, in any order.</param>
/// <param name="end">When the listening ended.</param>
internal sealed class Silence(IEnumerable<DateTimeOffset> spoken, DateTimeOffset end)
{
    private readonly DateTimeOffset[] _times = [.. spoken.Order()];

    /// <summary>The longest time in minutes, counting those minutes alone that count.</summary>
    /// <param name="counts">Whether a minute does.</param>
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
