using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>When posts were scheduled, and the slot that is perhaps not carried out yet. One for the forum.</summary>
/// <param name="LastAt">When the last slot was taken, whatever came of it.</param>
/// <param name="Taken">Slots of the UTC day of <paramref name="LastAt"/>.</param>
/// <param name="Open">Null once its agent has its assignment.</param>
internal sealed record PostSchedule(DateTimeOffset LastAt, int Taken, PostSlot? Open)
{
    public static readonly PostSchedule Empty = new(DateTimeOffset.MinValue, 0, Open: null);

    /// <summary>Slots of the UTC day that <paramref name="now"/> is in.</summary>
    public int TakenOn(DateTimeOffset now) => LastAt.UtcDateTime.Date == now.UtcDateTime.Date ? Taken : 0;

    public PostSchedule Take(PostSlot slot) => new(slot.At, TakenOn(slot.At) + 1, slot);
}

/// <summary>One post that is due; there is at most one run for it.</summary>
/// <param name="ThreadId">The thread that it begins.</param>
/// <param name="At">When it was taken.</param>
internal sealed record PostSlot(string ThreadId, DateTimeOffset At)
{
    public string EventId => Ids.Event(ThreadId, "due");
}
