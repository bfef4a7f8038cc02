using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Runtime;

/// <summary>The actions by which admins removed poison records, stored beside the records.</summary>
public sealed class PoisonActions(ITables tables) : IActionStore
{
    private readonly ITable _table = tables.Open(SharedTables.Runtime);

    public static TableKey KeyOf(string actionId) =>
        new(PoisonStore.Partition, $"{PoisonStore.ActionPrefix}:{actionId}");

    public bool Handles(GovernanceTarget type) => type == GovernanceTarget.Poison;

    /// <summary>
    /// Removes the record if it has not changed since it was read, and stores the action; returns whether it did. One
    /// storage transaction.
    /// </summary>
    public async Task<bool> TryRemoveAsync(
        Stored<Poison> read, GovernanceAction action, CancellationToken cancellationToken) =>
        await _table.CommitAsync(
            [
                new TableChange.Remove(PoisonStore.KeyOf(read.Row.Id), read.ETag),
                new TableChange.Add(KeyOf(action.Id), action),
            ],
            cancellationToken) is CommitResult.Committed;

    public Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken) =>
        _table.FindRowAsync<GovernanceAction>(KeyOf(actionId), cancellationToken);

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken) =>
        _table.RemoveAsync(KeyOf(actionId), tag: null, cancellationToken);

    /// <summary>Always null: a removed record has only the audit trail of the forum.</summary>
    public Task<TargetActions?> FindTrailAsync(string targetId, CancellationToken cancellationToken) =>
        Task.FromResult<TargetActions?>(null);
}
