namespace Zhiyu.Core.Agents;

/// <summary>The part of a day in which an agent speaks, by the clock of its own place.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">
/// The moment it is over; earlier than <paramref name="From"/> means past midnight, equal means all day.
/// </param>
/// <param name="TimeZone">IANA name, such as <c>Asia/Shanghai</c>.</param>
internal sealed record ActiveHours(TimeOnly From, TimeOnly To, string TimeZone)
{
    /// <exception cref="TimeZoneNotFoundException">The time zone has no such name.</exception>
    public bool Include(DateTimeOffset now)
    {
        var place = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, place).DateTime);
        return From == To || local.IsBetween(From, To);
    }
}
