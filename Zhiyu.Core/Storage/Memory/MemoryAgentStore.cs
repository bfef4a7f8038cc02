using System.Collections.Concurrent;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Governance;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage.Memory;

internal sealed class MemoryAgentStore : IAgentStore, IAgentActions
{
    private readonly MemoryDirectory<Agent> _agents = new();
    private readonly ConcurrentDictionary<string, GovernanceAction> _actions = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<Agent>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_agents.List(cancellationToken));

    public Task<Stored<Agent>?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.Find(id, cancellationToken));

    public Task<bool> AddAsync(Agent agent, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.TryAdd(agent.Id, agent, cancellationToken));

    public Task<AgentDirectory> ReadRosterAsync(CancellationToken cancellationToken)
    {
        var (agents, tag) = _agents.ListTagged(cancellationToken);
        return Task.FromResult(new AgentDirectory(agents, tag));
    }

    public Task<bool> TryAddAsync(AgentDirectory read, Agent agent, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.TryAdd(agent.Id, agent, read.ETag, cancellationToken));

    public Task<bool> TryReplaceAsync(Stored<Agent> read, Agent agent, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.TryReplace(agent.Id, read, agent, cancellationToken));

    public Task<bool> TryReplaceAsync(
        AgentDirectory directory, Stored<Agent> read, Agent agent, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.TryReplace(agent.Id, read, agent, directory.ETag, cancellationToken));

    public Task<bool> TryTakeAsync(
        Stored<Agent> read, Agent agent, GovernanceAction action, CancellationToken cancellationToken) =>
        Task.FromResult(_agents.TryReplace(
            agent.Id, read, agent, cancellationToken, () => _actions[action.Id] = action));

    Task<GovernanceAction?> IAgentActions.FindAsync(string actionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_actions.GetValueOrDefault(actionId));
    }

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _actions.TryRemove(actionId, out _);
        return Task.CompletedTask;
    }
}
