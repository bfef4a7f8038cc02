using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>Validates two times of day with a hyphen, such as <c>7:00-24:00</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WakingHoursAttribute()
    : ValidationAttribute("use two times of day, as in 07:00-23:00")
{
    private static readonly string[] Forms = ["HH:mm", "H:mm"];

    public override bool IsValid(object? value) => value is string text && TryParse(text) is not null;

    /// <returns>Null when the text has another form.</returns>
    public static (TimeOnly From, TimeOnly To)? TryParse(string text) =>
        text.Split('-') is [var from, var to] && TimeOf(from) is { } first && TimeOf(to) is { } end
            ? (first, end)
            : null;

    private static TimeOnly? TimeOf(string text) => text.Trim() switch
    {
        "24:00" => TimeOnly.MinValue,
        var time when TimeOnly.TryParseExact(
            time, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) => parsed,
        _ => null,
    };
}
