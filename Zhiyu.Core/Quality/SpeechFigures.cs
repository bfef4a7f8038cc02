using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Quality;

/// <summary>Who speaks how much, and how long all are silent.</summary>
/// <param name="ShareThatSpoke">The share of agents that spoke, from 0 to 1.</param>
/// <param name="FewestOfADay">The number of agents that spoke on the whole UTC day on which the fewest did.</param>
/// <param name="Gini">
/// The Gini coefficient of posts and comments per agent: 0 when all are equal, near 1 when one agent wrote everything.
/// </param>
/// <param name="LongestSilenceMinutes">The longest time between two posts or comments.</param>
/// <param name="LongestSilenceByDayMinutes">The longest silence within the forum's active hours.</param>
internal sealed record SpeechFigures(
    double ShareThatSpoke,
    int FewestOfADay,
    double Gini,
    double LongestSilenceMinutes,
    double LongestSilenceByDayMinutes)
{
    /// <param name="agentIds">All agents.</param>
    /// <param name="spoken">The author and the time of each post and comment, in any order.</param>
    /// <param name="hours">The forum's active hours.</param>
    /// <param name="now">The end of the measurement.</param>
    public static SpeechFigures Of(
        IReadOnlyCollection<string> agentIds,
        IReadOnlyCollection<(string AuthorId, DateTimeOffset At)> spoken,
        ActiveHours hours,
        DateTimeOffset now)
    {
        var counts = spoken.CountBy(each => each.AuthorId).ToDictionary();
        DateTimeOffset[] times = [.. spoken.Select(each => each.At).Order()];
        return new SpeechFigures(
            agentIds.Count == 0 ? 0 : Math.Round((double)agentIds.Count(counts.ContainsKey) / agentIds.Count, 3),
            WholeDays(times, now)
                .GroupJoin(
                    spoken, day => day, each => each.At.UtcDateTime.Date,
                    (_, ofDay) => ofDay.Select(each => each.AuthorId).Distinct().Count())
                .DefaultIfEmpty()
                .Min(),
            GiniOf([.. agentIds.Select(id => counts.GetValueOrDefault(id))]),
            LongestSilence(times, now, _ => true),
            LongestSilence(times, now, hours.Include));
    }

    // From the day of the first text; a day without any counts too.
    private static IEnumerable<DateTime> WholeDays(DateTimeOffset[] times, DateTimeOffset end)
    {
        if (times.Length == 0) yield break;
        for (var day = times[0].UtcDateTime.Date; day.AddDays(1) <= end.UtcDateTime; day = day.AddDays(1))
            yield return day;
    }

    // Half the mean difference of all pairs, relative to the mean.
    private static double GiniOf(int[] counts)
    {
        Array.Sort(counts);
        double total = counts.Sum();
        if (total == 0) return 0;
        var weighted = counts.Index().Sum(each => (2.0 * (each.Index + 1) - counts.Length - 1) * each.Item);
        return Math.Round(weighted / (counts.Length * total), 3);
    }

    // In minutes; one that does not count ends a silence.
    private static double LongestSilence(DateTimeOffset[] times, DateTimeOffset end, Func<DateTimeOffset, bool> counts)
    {
        double longest = 0;
        foreach (var (from, to) in times.Zip(times.Skip(1).Append(end)))
        {
            double minutes = 0;
            for (var at = from; at < to; at += TimeSpan.FromMinutes(1))
            {
                minutes = counts(at) ? minutes + Math.Min(1, (to - at).TotalMinutes) : 0;
                longest = Math.Max(longest, minutes);
            }
        }

        return Math.Round(longest, 1);
    }
}
