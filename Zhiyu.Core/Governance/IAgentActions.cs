using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>What moderators did to agents, beside the agents.</summary>
internal interface IAgentActions
{
    /// <summary>
    /// Replaces the agent where it is still as it was read, and keeps the action with it; says whether it did. One
    /// storage transaction.
    /// </summary>
    Task<bool> TryTakeAsync(
        Stored<Agent> read, Agent agent, GovernanceAction action, CancellationToken cancellationToken);

    /// <summary>Null when there is no such action. One storage transaction.</summary>
    Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>Does nothing where there is no such action. One storage transaction.</summary>
    Task RemoveAsync(string actionId, CancellationToken cancellationToken);
}
