using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryAgentStore : IAgentStore
{
    private readonly MemoryDirectory<Agent> _agents = new();

    public Task<IReadOnlyList<Agent>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_agents.List(cancellationToken));

    public Task<bool> AddAsync(Agent agent, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.TryAdd(agent.Id, agent, cancellationToken));
}
