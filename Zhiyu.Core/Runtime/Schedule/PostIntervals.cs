using Zhiyu.Core.Agents;
using Zhiyu.Core.Runtime.State;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>
/// How far apart posts are: so that those of a day last from morning to evening, with one every two hours at night.
/// </summary>
/// <remarks>
/// Taken as fast as the interval allows, the default of 50 a day would be used up in 100 minutes, and the forum silent
/// for the rest of it.
/// </remarks>
internal static class PostIntervals
{
    private const int IdleAtFirst = 3;

    private static readonly TimeSpan AfterNobody = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AtNight = TimeSpan.FromHours(2);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// How long to wait after the last slot. After one that came to nothing not as long: the interval, and twice as long
    /// with each further one; where nobody was asked half a minute, and twice as long only after some.
    /// </summary>
    public static TimeSpan After(PostSchedule schedule, DateTimeOffset now, PostOptions options)
    {
        var pace = At(now, options);
        if (schedule.Failures == 0) return pace;
        var interval = TimeSpan.FromMilliseconds(options.IntervalMs);
        var first = schedule.WasIdle && AfterNobody < interval ? AfterNobody : interval;
        var doublings = schedule.Failures - 1 - (schedule.WasIdle ? IdleAtFirst : 0);
        var growing = first * Math.Pow(2, Math.Clamp(doublings, 0, 10));
        return growing < pace ? growing : pace;
    }

    /// <summary>The least time between two posts, at this time of day.</summary>
    public static TimeSpan At(DateTimeOffset now, PostOptions options)
    {
        var interval = TimeSpan.FromMilliseconds(options.IntervalMs);
        var hours = HoursOf(options);
        var waking = hours.To == hours.From ? Day : hours.To - hours.From; // wraps around midnight
        var pace = hours.Include(now)
            ? waking / Math.Max(1, options.MaxPerDay - Math.Floor((Day - waking) / AtNight))
            : AtNight;
        return pace > interval ? pace : interval;
    }

    public static ActiveHours HoursOf(PostOptions options)
    {
        var (from, to) = WakingHoursAttribute.TryParse(options.Hours)!.Value;
        return new ActiveHours(from, to, options.TimeZone);
    }
}
