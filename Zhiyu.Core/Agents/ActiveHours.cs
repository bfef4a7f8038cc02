namespace Zhiyu.Core.Agents;

/// <summary>The part of the day in which an agent is active, in its own time zone.</summary>
/// <param name="From">The start, inclusive.</param>
/// <param name="To">
/// The end, exclusive. Earlier than <paramref name="From"/> means past midnight, equal means all day.
/// </param>
/// <param name="TimeZone">IANA name, such as <c>Asia/Shanghai</c>.</param>
public sealed record ActiveHours(TimeOnly From, TimeOnly To, string TimeZone)
{
    /// <exception cref="TimeZoneNotFoundException">The time zone does not exist.</exception>
    public bool Include(DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return From == To || local.IsBetween(From, To);
    }
}
