using Zhiyu.Core.Governance;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>What admins removed of what failed for good, beside the records.</summary>
internal interface IPoisonActions
{
    /// <summary>
    /// Takes the record off where it is still as it was read, and keeps the action that did it; says whether it did.
    /// One storage transaction.
    /// </summary>
    Task<bool> TryRemoveAsync(Stored<Poison> read, GovernanceAction action, CancellationToken cancellationToken);

    /// <summary>Null when there is no such action. One storage transaction.</summary>
    Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>Does nothing where there is no such action. One storage transaction.</summary>
    Task RemoveAsync(string actionId, CancellationToken cancellationToken);
}
