using Zhiyu.Core.Agents;

namespace Zhiyu.Core.Governance;

/// <summary>Actions on agents, stored in the agent directory.</summary>
internal sealed class AgentActions(IAgentStore agents, IAgentActions actions) : IActionStore
{
    public bool Keeps(GovernanceTarget type) => type == GovernanceTarget.Agent;

    public Task<GovernanceAction?> FindAsync(string actionId, CancellationToken cancellationToken) =>
        actions.FindAsync(actionId, cancellationToken);

    public Task RemoveAsync(string actionId, CancellationToken cancellationToken) =>
        actions.RemoveAsync(actionId, cancellationToken);

    public async Task<TargetActions?> FindTrailAsync(string targetId, CancellationToken cancellationToken) =>
        await agents.FindAsync(targetId, cancellationToken) is { } agent
            ? new TargetActions(GovernanceTarget.Agent, agent.Row.Actions)
            : null;
}
