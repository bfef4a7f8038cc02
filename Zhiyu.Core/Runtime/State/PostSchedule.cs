using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.State;

/// <summary>When posts were scheduled, and what became of the last one. One for the forum.</summary>
/// <param name="LastAt">When the last slot was taken, whatever came of it.</param>
/// <param name="Posts">Slots of the UTC day of <paramref name="LastAt"/>, without those that came to nothing.</param>
/// <param name="Open">The slot, until its agent has its assignment.</param>
/// <param name="RunId">The run that fills it, until it is known how it ended.</param>
/// <param name="Failures">How many slots in a row came to nothing.</param>
internal sealed record PostSchedule(
    DateTimeOffset LastAt, int Posts, PostSlot? Open = null, string? RunId = null, int Failures = 0)
{
    private const int MostRecent = 10;

    /// <summary>
    /// Who was asked last, and where, the newest at the end: whoever declined will not have changed its mind so soon.
    /// </summary>
    public IReadOnlyList<AskedForPost> Recent { get; init; } = [];

    public static readonly PostSchedule Empty = new(DateTimeOffset.MinValue, 0);

    /// <summary>Posts of the UTC day that <paramref name="now"/> is in, with the one that is being written.</summary>
    public int PostsOn(DateTimeOffset now) => LastAt.UtcDateTime.Date == now.UtcDateTime.Date ? Posts : 0;

    public PostSchedule Take(PostSlot slot) =>
        this with { LastAt = slot.At, Posts = PostsOn(slot.At) + 1, Open = slot, RunId = null };

    /// <summary>Whether nobody was fit to fill the last slot: that cost nothing, and may change soon.</summary>
    public bool WasIdle { get; init; }

    /// <param name="run">Null where nobody was fit.</param>
    public PostSchedule Close(Run? run) => run is null
        ? (this with { Open = null, WasIdle = true }).Fail()
        : this with
        {
            Open = null,
            RunId = run.Id,
            WasIdle = false,
            Recent = [.. Recent.TakeLast(MostRecent - 1), new AskedForPost(run.AgentId, run.CommunityId, LastAt)],
        };

    public PostSchedule Succeed() => this with { RunId = null, Failures = 0 };

    public PostSchedule Fail() => this with { RunId = null, Posts = Posts - 1, Failures = Failures + 1 };
}

internal sealed record AskedForPost(string AgentId, string CommunityId, DateTimeOffset At);

/// <summary>One post that is due; there is at most one run for it.</summary>
/// <param name="ThreadId">The thread that it begins.</param>
/// <param name="At">When it was taken.</param>
internal sealed record PostSlot(string ThreadId, DateTimeOffset At)
{
    public string EventId => Ids.Event(ThreadId, "due");
}
