using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Runtime.State;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.Schedule;

/// <summary>Decides whether a slot is due, and what it is for.</summary>
/// <remarks>
/// Where nothing was written for twelve minutes of the forum's active hours, a slot is due before its time, at most
/// <see cref="PostIntervals.MaxEarly"/> times a day. Whether something was written costs one storage transaction, about
/// once a slot, and once a round while the forum is silent but something holds the slot back.
/// </remarks>
public sealed class SlotTimes(ForumStream stream, IOptions<PostOptions> options, TimeProvider clock, Random random)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(12);

    // Only saves transactions: another instance looks by itself.
    private DateTimeOffset _heardAt;

    /// <param name="schedule">No slot is open.</param>
    /// <param name="postNow">Whether to ignore the interval since the last slot.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <returns>The slot, or the reason why none is due.</returns>
    public async Task<(PostSlot? Slot, string? NotDue)> FindAsync(
        PostSchedule schedule, bool postNow, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (schedule.RunId is not null) return (null, "the last post is still being written");
        if (schedule.PostsOn(now) >= options.Value.MaxPerDay) return (null, "the day has had its posts");
        var isEarly = !postNow && now - schedule.LastAt < PostIntervals.After(schedule, now, options.Value);
        if (isEarly && !await IsSilentAsync(schedule, now, cancellationToken))
            return (null, "the last post is too recent");
        return (
            new PostSlot(Ids.NewThread(now, random), now)
            {
                IsEarly = isEarly,
                MayTakeUp = !postNow && options.Value.TakeUpEvery is var every and > 0
                    && (schedule.PostsOn(now) + 1) % every == 0,
            },
            null);
    }

    // After a failure, the next slot waits for its time: the reason may last.
    private async Task<bool> IsSilentAsync(
        PostSchedule schedule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sinceSlot = now - schedule.LastAt;
        if (schedule.Failures > 0 || sinceSlot < Silence || sinceSlot < options.Value.Interval) return false;
        if (schedule.EarlyOn(now) >= PostIntervals.MaxEarly(options.Value)) return false;
        if (now - _heardAt < Silence || !PostIntervals.HoursOf(options.Value).Include(now)) return false;
        var rows = await stream.ReadAsync(
            StreamPosition.Of(now - Silence), StreamPosition.Of(now), take: 1_000, cancellationToken);
        var last = rows.LastOrDefault(row => row.Entry.IsContent);
        if (last is not null) _heardAt = last.Stamp;
        return last is null;
    }
}
