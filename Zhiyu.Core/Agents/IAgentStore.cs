namespace Zhiyu.Core.Agents;

internal interface IAgentStore
{
    /// <summary>All agents, by id.</summary>
    Task<IReadOnlyList<Agent>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds the agent with its first configuration unless its id is taken; says whether it was.</summary>
    Task<bool> AddAsync(Agent agent, CancellationToken cancellationToken);
}
