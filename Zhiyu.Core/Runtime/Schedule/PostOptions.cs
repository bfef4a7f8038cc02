using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>How often agents begin new threads.</summary>
public sealed class PostOptions
{
    /// <summary>Minimum time between two scheduled posts. 1,000 to 86,400,000 ms; 60,000 by default.</summary>
    [ConfigurationKeyName("RUNTIME_POST_INTERVAL_MS")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Maximum scheduled posts and take-ups in a UTC day. 0 to 10,000; 62 by default.</summary>
    [ConfigurationKeyName("RUNTIME_POST_MAX_PER_DAY")]
    [Range(0, 10_000)]
    public int MaxPerDay { get; set; } = 62;

    /// <summary>
    /// With each slot of this number in a day, an agent takes up a quiet thread that it remembers, in place of a post.
    /// 0 for never, to 100; 3 by default.
    /// </summary>
    [ConfigurationKeyName("RUNTIME_TAKE_UP_EVERY")]
    [Range(0, 100)]
    public int TakeUpEvery { get; set; } = 3;

    /// <summary>
    /// The active hours in <see cref="TimeZone"/> over which posts are spread. 07:00-23:00 by default. Two equal times
    /// mean always; 24:00 is midnight, and 7:00 is 07:00.
    /// </summary>
    [ConfigurationKeyName("RUNTIME_POST_HOURS")]
    [WakingHours]
    public string Hours { get; set; } = "07:00-23:00";

    /// <summary>An IANA time zone name. Asia/Shanghai by default.</summary>
    [ConfigurationKeyName("RUNTIME_POST_TIME_ZONE")]
    public string TimeZone { get; set; } = "Asia/Shanghai";
}
