using Zhiyu.Core.Allocation;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Runtime.State;

/// <summary>The state that all instances share.</summary>
public sealed class RuntimeStore(ITables tables)
{
    public const string Partition = "runtime";

    public static readonly TableKey SwitchKey = new(Partition, "switch");
    public static readonly TableKey HeartbeatKey = new(Partition, "heartbeat");
    public static readonly TableKey LoopTurnKey = new(Partition, "loop-turn");
    public static readonly TableKey PostScheduleKey = new(Partition, "post-schedule");
    public static readonly TableKey SeededKey = new(Partition, "seeded");

    private readonly ITable _table = tables.Open(SharedTables.Runtime);

    public static TableKey KeyOfSwitchAction(string actionId) => new(Partition, $"action:{actionId}");

    /// <summary>Null when the switch was never set.</summary>
    public Task<SwitchPosition?> FindSwitchAsync(CancellationToken cancellationToken) =>
        _table.FindRowAsync<SwitchPosition>(SwitchKey, cancellationToken);

    /// <summary>
    /// Sets the switch and stores the action, unless an action with the same number exists because someone else set it
    /// first. One storage transaction.
    /// </summary>
    public async Task<bool> TrySetSwitchAsync(
        SwitchPosition position, GovernanceAction action, CancellationToken cancellationToken) =>
        await _table.CommitAsync(
            [
                new TableChange.Put(SwitchKey, position),
                new TableChange.Add(KeyOfSwitchAction(action.Id), action),
            ],
            cancellationToken) is CommitResult.Committed;

    /// <summary>Null when there is no such action. One storage transaction.</summary>
    public Task<GovernanceAction?> FindSwitchActionAsync(string actionId, CancellationToken cancellationToken) =>
        _table.FindRowAsync<GovernanceAction>(KeyOfSwitchAction(actionId), cancellationToken);

    /// <summary>Does nothing when there is no such action. One storage transaction.</summary>
    public Task RemoveSwitchActionAsync(string actionId, CancellationToken cancellationToken) =>
        _table.RemoveAsync(KeyOfSwitchAction(actionId), tag: null, cancellationToken);

    /// <summary>
    /// Takes the lease for a round of the loop unless an instance holds it. One storage transaction when it is held,
    /// else two.
    /// </summary>
    public async Task<bool> TryTakeTurnAsync(LoopTurn turn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await _table.FindAsync<LoopTurn>(LoopTurnKey, cancellationToken);
        if (last?.Row.Until > now) return false;
        return await TryPutAsync(LoopTurnKey, turn, last?.ETag, cancellationToken) is not null;
    }

    public Task BeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken) =>
        _table.PutAsync(HeartbeatKey, heartbeat, cancellationToken);

    /// <summary>Null before the first heartbeat.</summary>
    public Task<Heartbeat?> FindHeartbeatAsync(CancellationToken cancellationToken) =>
        _table.FindRowAsync<Heartbeat>(HeartbeatKey, cancellationToken);

    /// <summary>Null before the first post was scheduled.</summary>
    public Task<Stored<PostSchedule>?> FindScheduleAsync(CancellationToken cancellationToken) =>
        _table.FindAsync<PostSchedule>(PostScheduleKey, cancellationToken);

    /// <summary>Writes the schedule if it still has the ETag, or does not exist yet when the ETag is null.</summary>
    /// <returns>The new ETag; null when the schedule has changed.</returns>
    public Task<string?> TryPutScheduleAsync(
        PostSchedule schedule, string? tag, CancellationToken cancellationToken) =>
        TryPutAsync(PostScheduleKey, schedule, tag, cancellationToken);

    public async Task<bool> IsSeededAsync(CancellationToken cancellationToken) =>
        await _table.FindAsync<Mark>(SeededKey, cancellationToken) is not null;

    public Task MarkSeededAsync(CancellationToken cancellationToken) =>
        _table.PutAsync(SeededKey, new Mark(), cancellationToken);

    private async Task<string?> TryPutAsync(
        TableKey key, object row, string? tag, CancellationToken cancellationToken) =>
        await _table.CommitAsync([TableChange.Write(key, row, tag)], cancellationToken) is CommitResult.Committed done
            ? done.ETags[0]
            : null;
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
