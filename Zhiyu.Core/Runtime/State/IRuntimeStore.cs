using Zhiyu.Core.Allocation;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime.State;

/// <summary>What all instances of the runtime share.</summary>
internal interface IRuntimeStore
{
    /// <summary>Null while nobody has touched the switch.</summary>
    Task<SwitchPosition?> FindSwitchAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Sets the switch and keeps the action that did it, unless there is one of the same number already: then somebody
    /// else set it since it was read. One storage transaction.
    /// </summary>
    Task<bool> TrySetSwitchAsync(
        SwitchPosition position, GovernanceAction action, CancellationToken cancellationToken);

    /// <summary>Null when there is no such action. One storage transaction.</summary>
    Task<GovernanceAction?> FindSwitchActionAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>Does nothing where there is no such action. One storage transaction.</summary>
    Task RemoveSwitchActionAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the turn of making a round of the loop, unless an instance has it already. One storage transaction while
    /// it is taken, else two.
    /// </summary>
    Task<bool> TryTakeTurnAsync(LoopTurn turn, DateTimeOffset now, CancellationToken cancellationToken);

    Task BeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken);

    /// <summary>Null before the first beat.</summary>
    Task<Heartbeat?> FindHeartbeatAsync(CancellationToken cancellationToken);

    /// <summary>Null before the first post was scheduled.</summary>
    Task<Stored<PostSchedule>?> FindScheduleAsync(CancellationToken cancellationToken);

    /// <summary>Writes the schedule where it still has its tag, or, without one, where there is none yet.</summary>
    /// <returns>The new tag; null when it has changed since it was read.</returns>
    Task<string?> TryPutScheduleAsync(PostSchedule schedule, string? tag, CancellationToken cancellationToken);

    Task<bool> IsSeededAsync(CancellationToken cancellationToken);

    Task MarkSeededAsync(CancellationToken cancellationToken);
}

/// <param name="Until">When the next round is due, whoever makes it.</param>
internal sealed record LoopTurn(DateTimeOffset Until);

/// <param name="Enabled">On or off.</param>
/// <param name="At">When it was set.</param>
/// <param name="Actions">How often it was set.</param>
internal sealed record SwitchPosition(bool Enabled, DateTimeOffset At, int Actions = 1);

/// <summary>The last round of the runtime loop, and how long work waited then.</summary>
/// <param name="EventLagMs">Age of the first waiting event, milliseconds.</param>
/// <param name="AssignmentLagMs">Age of the first waiting assignment, milliseconds.</param>
/// <param name="Degradation">How much less is done for it.</param>
internal sealed record Heartbeat(
    DateTimeOffset At,
    int Events,
    long EventLagMs,
    int Assignments,
    long AssignmentLagMs,
    Degradation Degradation = Degradation.None)
{
    /// <summary>Messages that failed and are not on record, about; what the host is recording is among them.</summary>
    public int Standing { get; init; }
}
