using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryAgentStore : IAgentStore
{
    private readonly MemoryDirectory<Agent> _agents = new();

    public Task<IReadOnlyList<Agent>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_agents.List(cancellationToken));

    public Task<Stored<Agent>?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.Find(id, cancellationToken));

    public Task<bool> AddAsync(Agent agent, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.TryAdd(agent.Id, agent, cancellationToken));

    public Task<Roster> ReadRosterAsync(CancellationToken cancellationToken)
    {
        var (agents, tag) = _agents.ListTagged(cancellationToken);
        return Task.FromResult(new Roster(agents, tag));
    }

    public Task<bool> TryAddAsync(Roster read, Agent agent, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.TryAdd(agent.Id, agent, read.ETag, cancellationToken));

    public Task<bool> TryReplaceAsync(Stored<Agent> read, Agent agent, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.TryReplace(agent.Id, read, agent, cancellationToken));
}
