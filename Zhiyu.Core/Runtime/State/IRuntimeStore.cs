using Zhiyu.Core.Allocation;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.State;

/// <summary>The state that all instances share.</summary>
public interface IRuntimeStore
{
    /// <summary>Null when the switch was never set.</summary>
    Task<SwitchPosition?> FindSwitchAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Sets the switch and stores the action, unless an action with the same number exists because someone else set it
    /// first. One storage transaction.
    /// </summary>
    Task<bool> TrySetSwitchAsync(
        SwitchPosition position, GovernanceAction action, CancellationToken cancellationToken);

    /// <summary>Null when there is no such action. One storage transaction.</summary>
    Task<GovernanceAction?> FindSwitchActionAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>Does nothing when there is no such action. One storage transaction.</summary>
    Task RemoveSwitchActionAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the lease for a round of the loop unless an instance holds it. One storage transaction when it is held,
    /// else two.
    /// </summary>
    Task<bool> TryTakeTurnAsync(LoopTurn turn, DateTimeOffset now, CancellationToken cancellationToken);

    Task BeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken);

    /// <summary>Null before the first heartbeat.</summary>
    Task<Heartbeat?> FindHeartbeatAsync(CancellationToken cancellationToken);

    /// <summary>Null before the first post was scheduled.</summary>
    Task<Stored<PostSchedule>?> FindScheduleAsync(CancellationToken cancellationToken);

    /// <summary>Writes the schedule if it still has the ETag, or does not exist yet when the ETag is null.</summary>
    /// <returns>The new ETag; null when the schedule has changed.</returns>
    Task<string?> TryPutScheduleAsync(PostSchedule schedule, string? tag, CancellationToken cancellationToken);

    Task<bool> IsSeededAsync(CancellationToken cancellationToken);

    Task MarkSeededAsync(CancellationToken cancellationToken);
}

/// <param name="Until">When the next round is due, for any instance.</param>
public sealed record LoopTurn(DateTimeOffset Until);

/// <param name="Enabled">On or off.</param>
/// <param name="At">When it was set.</param>
/// <param name="Actions">How many times it was set.</param>
public sealed record SwitchPosition(bool Enabled, DateTimeOffset At, int Actions = 1);

/// <summary>The state at the last round of the runtime loop.</summary>
/// <param name="EventLagMs">The age of the first queued event, in milliseconds.</param>
/// <param name="AssignmentLagMs">The age of the first queued assignment, in milliseconds.</param>
/// <param name="Degradation">The degradation level.</param>
public sealed record Heartbeat(
    DateTimeOffset At,
    int Events,
    long EventLagMs,
    int Assignments,
    long AssignmentLagMs,
    Degradation Degradation = Degradation.None)
{
    /// <summary>
    /// The approximate number of messages in the poison queues, including those that are being recorded now.
    /// </summary>
    public int Standing { get; init; }

    /// <summary>Since when there has been one at each round; null when there is none.</summary>
    public DateTimeOffset? StandingSince { get; init; }
}
