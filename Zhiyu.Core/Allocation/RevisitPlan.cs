namespace Zhiyu.Core.Allocation;

/// <summary>
/// Which unanswered events a thread's window remembers, and when the next of them is asked again: as soon as a place is
/// free. The message that asks it carries the number of the revisit; only the message with the latest number does.
/// </summary>
internal static class RevisitPlan
{
    /// <summary>A message that is late by this much is taken for lost; an event of the thread sends it again.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromHours(1);

    /// <summary>Remembers the event, and plans a revisit if none is planned.</summary>
    public static ResponseWindow Remember(
        this ResponseWindow window, UnansweredEvent unanswered, DateTimeOffset now, AllocationOptions options)
    {
        var with = window with
        {
            Unanswered = [.. BestFirst(window.Unanswered.Append(unanswered)).Take(ResponseWindow.UnansweredKept)],
        };
        return window.Unanswered.Count > 0 ? with : with.Plan(now, options);
    }

    /// <summary>Forgets the event that the planned revisit asks again, and plans the next revisit.</summary>
    public static ResponseWindow Forget(
        this ResponseWindow window, string eventId, DateTimeOffset now, AllocationOptions options) => (window with
    {
        Unanswered = [.. window.Unanswered.Where(each => each.EventId != eventId)],
        Revisited =
        [
            .. window.Revisited.TakeLast(ResponseWindow.UnansweredKept - 1),
            new RevisitedEvent(window.Revisit, eventId),
        ],
    }).Plan(now, options);

    /// <summary>
    /// Plans the next revisit when the event still has no place. Those that it owes a turn may not speak now, so it
    /// waits for a place of all: else it would be asked again and again while only places that are kept for them are
    /// free.
    /// </summary>
    public static ResponseWindow Postpone(
        this ResponseWindow window, string eventId, DateTimeOffset now, AllocationOptions options) => (window with
    {
        Unanswered =
        [
            .. BestFirst(window.Unanswered.Select(each => each.EventId == eventId
                ? each with { IsOwed = false }
                : each)),
        ],
    }).Plan(now, options);

    /// <summary>Plans a revisit for the time at which a place is free, without the events that are too old.</summary>
    public static ResponseWindow Plan(this ResponseWindow window, DateTimeOffset now, AllocationOptions options)
    {
        List<UnansweredEvent> left = [.. window.Unanswered.Where(each => now - each.At < 2 * options.LongWindow)];
        if (left.Count == 0 || NextPlaceAt(window, left[0].IsOwed, now, options) is not { } at)
            return window with { Unanswered = [] };
        return window with { Unanswered = left, Revisit = window.Revisit + 1, RevisitAt = at };
    }

    /// <summary>Whether the message of the planned revisit should have come long ago.</summary>
    public static bool IsOverdue(this ResponseWindow window, DateTimeOffset now) =>
        window.Unanswered.Count > 0 && window.RevisitAt + Overdue < now;

    private static IEnumerable<UnansweredEvent> BestFirst(IEnumerable<UnansweredEvent> unanswered) =>
        unanswered.OrderByDescending(each => each.IsOwed).ThenByDescending(each => each.At);

    // Not sooner than agents that are called together follow each other. Null when there is never a place.
    private static DateTimeOffset? NextPlaceAt(
        ResponseWindow window, bool isOwed, DateTimeOffset now, AllocationOptions options)
    {
        var kept = isOwed ? 0 : options.OwedPlaces;
        var inShort = PlaceAt(options.ThreadQuotaShort - kept, options.ShortWindow);
        var inLong = PlaceAt(options.ThreadQuotaLong - kept, options.LongWindow);
        var soonest = now + options.ResponseSpacing;
        return inShort is null || inLong is null ? null : new[] { inShort.Value, inLong.Value, soonest }.Max();

        DateTimeOffset? PlaceAt(int places, TimeSpan length)
        {
            if (places <= 0) return null;
            var taken = window.Responses.Where(response => response.At > now - length).ToList();
            return taken.Count < places ? now : taken[taken.Count - places].At + length;
        }
    }
}
