using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Agents;

public interface IAgentStore
{
    /// <summary>All agents, by id.</summary>
    Task<IReadOnlyList<Agent>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Null when there is no such agent. One storage transaction.</summary>
    Task<Stored<Agent>?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the agent if it has not changed since it was read, and stores each new configuration version; returns
    /// whether it did. One storage transaction.
    /// </summary>
    Task<bool> TryReplaceAsync(Stored<Agent> read, Agent agent, CancellationToken cancellationToken);

    /// <summary>
    /// Also requires that no agent was added or renamed since the directory was read: for an agent that gets another
    /// name. One storage transaction.
    /// </summary>
    Task<bool> TryReplaceAsync(
        AgentDirectory directory, Stored<Agent> read, Agent agent, CancellationToken cancellationToken);

    /// <summary>Adds the agent with its first configuration unless its id is taken; returns whether it did.</summary>
    Task<bool> AddAsync(Agent agent, CancellationToken cancellationToken);

    /// <summary>All agents with their ETag, for adding or renaming one without a conflict.</summary>
    Task<AgentDirectory> ReadRosterAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Adds the agent if no agent was added or renamed since the directory was read; returns whether it did. One
    /// storage transaction.
    /// </summary>
    Task<bool> TryAddAsync(AgentDirectory read, Agent agent, CancellationToken cancellationToken);
}
