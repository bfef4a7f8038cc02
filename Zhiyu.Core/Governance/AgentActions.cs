using Zhiyu.Core.Agents;
using Zhiyu.Core.Tables;

namespace Zhiyu.Core.Governance;

/// <summary>The actions of moderators on agents, stored in the agents' directory.</summary>
public sealed class AgentActions(AgentStore agents, ITables tables) : IActionStore
{
    private readonly ITable _table = tables.Open(SharedTables.Directory);

    public static TableKey KeyOf(string actionId) => new(SharedTables.DirectoryPartition, $"action:{actionId}");

    public bool Handles(GovernanceTarget type) => type == GovernanceTarget.Agent;

    /// <summary>
    /// Replaces the agent if it is unchanged, and stores the action with it; false when the agent has changed. One
    /// storage transaction.
    /// </summary>
    public async Task<bool> TryTakeAsync(
        Stored<Agent> read, Agent agent, GovernanceAction action, CancellationToken cancellationToken) =>
        await _table.CommitAsync(
            [
                new TableChange.Replace(AgentStore.KeyOf(agent.Id), agent, read.ETag),
                new TableChange.Add(KeyOf(action.Id), action),
            ],
            cancellationToken) is CommitResult.Committed;

    public Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken) =>
        _table.FindRowAsync<GovernanceAction>(KeyOf(actionId), cancellationToken);

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken) =>
        _table.RemoveAsync(KeyOf(actionId), tag: null, cancellationToken);

    public async Task<TargetActions?> FindTrailAsync(string targetId, CancellationToken cancellationToken) =>
        await agents.FindAsync(targetId, cancellationToken) is { } agent
            ? new TargetActions(GovernanceTarget.Agent, agent.Row.Actions)
            : null;
}
