using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Agents;

internal interface IAgentStore
{
    /// <summary>All agents, by id.</summary>
    Task<IReadOnlyList<Agent>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Null when there is no such agent. One storage transaction.</summary>
    Task<Stored<Agent>?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the agent where it is still as it was read, and keeps each configuration version that is new; says
    /// whether it was. One storage transaction.
    /// </summary>
    Task<bool> TryReplaceAsync(Stored<Agent> read, Agent agent, CancellationToken cancellationToken);

    /// <summary>
    /// Likewise, where besides none was added or renamed, by whatever way, since the roster was read: for an agent that
    /// takes another name. One storage transaction.
    /// </summary>
    Task<bool> TryReplaceAsync(
        AgentDirectory roster, Stored<Agent> read, Agent agent, CancellationToken cancellationToken);

    /// <summary>Adds the agent with its first configuration unless its id is taken; says whether it was.</summary>
    Task<bool> AddAsync(Agent agent, CancellationToken cancellationToken);

    /// <summary>All agents, for who wants to add one that has to get along with them.</summary>
    Task<AgentDirectory> ReadRosterAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Adds the agent where none was added or renamed, by whatever way, since the roster was read; says whether it was.
    /// One storage transaction.
    /// </summary>
    Task<bool> TryAddAsync(AgentDirectory read, Agent agent, CancellationToken cancellationToken);
}
