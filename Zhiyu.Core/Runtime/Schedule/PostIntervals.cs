using Zhiyu.Core.Agents;
using Zhiyu.Core.Runtime.State;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>
/// Calculates the interval between posts, so that the daily limit lasts from morning to evening, with one post every
/// two hours at night.
/// </summary>
/// <remarks>
/// At the minimum interval, the default limit of 62 a day would be used up after an hour, and the forum would be silent
/// for the rest of the day. A twelfth of the slots has no time of its own: see <see cref="SlotTimes"/>.
/// </remarks>
internal static class PostIntervals
{
    private const int IdleBeforeBackoff = 3;

    // A thread that is taken up has one answer and what follows from it, so the next slot comes sooner.
    private const double IntervalOfTakeUp = 0.5;

    private static readonly TimeSpan IdleRetryDelay = TimeSpan.FromSeconds(30);
    // One in so many of a day's slots, for when the forum is silent before the next slot is due.
    private const int SlotsPerEarlyOne = 12;

    private static readonly TimeSpan NightInterval = TimeSpan.FromHours(2);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// The time to wait after the last slot. After a failure it is shorter: the minimum interval, doubled with each
    /// further failure. When no agent was suitable, it is 30 seconds and doubles only after the third time.
    /// </summary>
    public static TimeSpan After(PostSchedule schedule, DateTimeOffset now, PostOptions options)
    {
        var pace = At(now, options) * (schedule.TookUp ? IntervalOfTakeUp : 1);
        if (schedule.Failures == 0) return pace;
        var interval = options.Interval;
        var first = schedule.WasIdle && IdleRetryDelay < interval ? IdleRetryDelay : interval;
        var doublings = schedule.Failures - 1 - (schedule.WasIdle ? IdleBeforeBackoff : 0);
        var backoff = first * Math.Pow(2, Math.Clamp(doublings, 0, 10));
        return backoff < pace ? backoff : pace;
    }

    /// <summary>The minimum time between a post and the next slot at this time of day.</summary>
    public static TimeSpan At(DateTimeOffset now, PostOptions options)
    {
        var interval = options.Interval;
        var hours = HoursOf(options);
        var waking = hours.To == hours.From ? Day : hours.To - hours.From; // wraps around midnight
        var slots = options.MaxPerDay - MaxEarly(options) - Math.Floor((Day - waking) / NightInterval);
        var pace = hours.Include(now) ? waking / (Math.Max(1, slots) * MeanOf(options)) : NightInterval;
        return pace > interval ? pace : interval;
    }

    /// <summary>How many of a day's slots are kept for when the forum is silent.</summary>
    public static int MaxEarly(PostOptions options) => options.MaxPerDay / SlotsPerEarlyOne;

    public static ActiveHours HoursOf(PostOptions options)
    {
        var (from, to) = WakingHoursAttribute.TryParse(options.Hours)!.Value;
        return new ActiveHours(from, to, options.TimeZone);
    }

    // The mean interval of a slot, as a part of that of a post.
    private static double MeanOf(PostOptions options) =>
        options.TakeUpEvery == 0 ? 1 : 1 - ((1 - IntervalOfTakeUp) / options.TakeUpEvery);
}
