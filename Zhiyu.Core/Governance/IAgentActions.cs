using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Governance;

/// <summary>Stores the actions of moderators on agents, next to the agents.</summary>
public interface IAgentActions
{
    /// <summary>
    /// Replaces the agent if it is unchanged, and stores the action with it; false when the agent has changed. One
    /// storage transaction.
    /// </summary>
    Task<bool> TryTakeAsync(
        Stored<Agent> read, Agent agent, GovernanceAction action, CancellationToken cancellationToken);

    /// <summary>Null when there is no such action. One storage transaction.</summary>
    Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken);

    /// <summary>Removes the action if it exists. One storage transaction.</summary>
    Task RemoveAsync(string actionId, CancellationToken cancellationToken);
}
