using System.Globalization;
using Zhiyu.LocalHost.Timers;

namespace Zhiyu.Tests.LocalHost;

[Trait("Set", "Quick")]
public sealed class TimerScheduleTests
{
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-01T12:05:00")]
    [InlineData("00:00:05", "2026-03-01T12:00:05")]
    public void A_schedule_is_six_fields_or_a_time(string text, string next) =>
        Assert.Equal(
            DateTime.Parse(next, CultureInfo.InvariantCulture),
            TimerSchedule.TryParse(text)!.Next(Noon));

    [Theory]
    [InlineData("*/5 * * * *")]
    [InlineData("often")]
    [InlineData("-00:00:05")]
    public void Anything_else_is_no_schedule(string text) => Assert.Null(TimerSchedule.TryParse(text));
}
