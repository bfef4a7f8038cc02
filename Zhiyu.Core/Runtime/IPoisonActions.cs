using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>Stores the actions by which admins removed poison records, beside the records.</summary>
public interface IPoisonActions
{
    /// <summary>
    /// Removes the record if it has not changed since it was read, and stores the action; returns whether it did. One
    /// storage transaction.
    /// </summary>
    Task<bool> TryRemoveAsync(Stored<Poison> read, GovernanceAction action, CancellationToken cancellationToken);

    /// <summary>Null when there is no such action. One storage transaction.</summary>
    Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>Does nothing when there is no such action. One storage transaction.</summary>
    Task RemoveAsync(string actionId, CancellationToken cancellationToken);
}
