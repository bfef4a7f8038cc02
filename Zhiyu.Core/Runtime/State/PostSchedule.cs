using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.State;

/// <summary>The schedule of posts and the result of the last one. One row for the forum.</summary>
/// <param name="LastAt">When the last slot was taken, with or without a result.</param>
/// <param name="Posts">The slots of the UTC day of <paramref name="LastAt"/> without those that failed.</param>
/// <param name="Open">The open slot, until its agent has an assignment.</param>
/// <param name="RunId">The run of the last slot, until its result is known.</param>
/// <param name="Failures">The number of failed slots in a row.</param>
public sealed record PostSchedule(
    DateTimeOffset LastAt, int Posts, PostSlot? Open = null, string? RunId = null, int Failures = 0)
{
    private const int MaxRecent = 10;

    /// <summary>
    /// The agents that were asked last, and where, newest last. An agent that declined is not asked again soon.
    /// </summary>
    public IReadOnlyList<AskedForPost> Recent { get; init; } = [];

    public static readonly PostSchedule Empty = new(DateTimeOffset.MinValue, 0);

    /// <summary>The posts and take-ups of the UTC day of <paramref name="now"/>, including one in progress.</summary>
    public int PostsOn(DateTimeOffset now) => LastAt.UtcDateTime.Date == now.UtcDateTime.Date ? Posts : 0;

    /// <summary>How many slots of that day were taken early, because the forum was silent.</summary>
    public int Early { get; init; }

    public int EarlyOn(DateTimeOffset now) => LastAt.UtcDateTime.Date == now.UtcDateTime.Date ? Early : 0;

    public PostSchedule Take(PostSlot slot) => this with
    {
        LastAt = slot.At,
        Posts = PostsOn(slot.At) + 1,
        Early = EarlyOn(slot.At) + (slot.IsEarly ? 1 : 0),
        Open = slot,
        RunId = null,
    };

    /// <summary>Whether no agent was suitable for the last slot. That cost nothing and may change soon.</summary>
    public bool WasIdle { get; init; }

    /// <summary>Whether the last slot with a run took up a quiet thread.</summary>
    public bool TookUp { get; init; }

    /// <param name="run">Null when no agent was suitable.</param>
    public PostSchedule Close(Run? run) => run is null
        ? (this with { Open = null, WasIdle = true }).Fail()
        : this with
        {
            Open = null,
            RunId = run.Id,
            TookUp = Open?.TakesUp is not null,
            WasIdle = false,
            Recent = [.. Recent.TakeLast(MaxRecent - 1), new AskedForPost(run.AgentId, run.CommunityId, LastAt)],
        };

    public PostSchedule Succeed() => this with { RunId = null, Failures = 0 };

    public PostSchedule Fail() => this with { RunId = null, Posts = Posts - 1, Failures = Failures + 1 };
}

public sealed record AskedForPost(string AgentId, string CommunityId, DateTimeOffset At);

/// <summary>One post or take-up that is due. It has at most one run.</summary>
/// <param name="ThreadId">The id of the new thread.</param>
/// <param name="At">When the slot was taken.</param>
public sealed record PostSlot(string ThreadId, DateTimeOffset At)
{
    /// <summary>Whether a quiet thread is taken up in place of a new one; false once no agent was found that remembers one.</summary>
    public bool MayTakeUp { get; init; }

    /// <summary>Whether it was taken before its time, because the forum was silent.</summary>
    public bool IsEarly { get; init; }

    /// <summary>The quiet thread that is taken up; null for a post, and until it is chosen.</summary>
    public string? TakesUp { get; init; }

    /// <summary>
    /// The event that asks for the post, in the new thread, or for the answer, in the quiet one. The same in each
    /// attempt, so that there is one run.
    /// </summary>
    public string EventId => TakesUp is null ? Ids.Event(ThreadId, "due") : Ids.Event(TakesUp, $"due {ThreadId}");
}
