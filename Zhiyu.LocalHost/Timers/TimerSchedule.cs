using System.Globalization;
using NCrontab;

namespace Zhiyu.LocalHost.Timers;

/// <summary>A timer's schedule in UTC, as in Azure.</summary>
internal sealed class TimerSchedule
{
    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    private readonly Func<DateTime, DateTime> _next;

    private TimerSchedule(string text, Func<DateTime, DateTime> next) => (Text, _next) = (text, next);

    public string Text { get; }

    /// <summary>Null when the text is neither six NCRONTAB fields nor a positive TimeSpan.</summary>
    public static TimerSchedule? TryParse(string text)
    {
        if (CrontabSchedule.TryParse(text, SixFields) is { } cron)
            return new TimerSchedule(text, cron.GetNextOccurrence);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new TimerSchedule(text, now => now + interval)
            : null;
    }

    public DateTime Next(DateTime after) => _next(after);

    /// <summary>The Functions host keeps no status for timers that run more often than once a minute.</summary>
    public bool IsShort(DateTime now)
    {
        var next = Next(now);
        return Next(next) - next < TimeSpan.FromMinutes(1);
    }
}
