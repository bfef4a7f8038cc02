namespace Zhiyu.Core.Agents;

/// <summary>A snapshot of all agents.</summary>
/// <param name="ETag">Changes with each agent that is added or renamed; null when there are no agents yet.</param>
public sealed record AgentDirectory(IReadOnlyList<Agent> Agents, string? ETag)
{
    /// <summary>Why a new agent must be refused; null when it can be added. Banned agents count too.</summary>
    public AgentRegistrationResult? RefusalOf(Agent candidate, int maxPerOwner, DateTimeOffset now) =>
        AgentNames.IsTaken(candidate.NameAt(now), Agents, now)
            ? new AgentRegistrationResult.NameTaken()
        : Agents.Count(agent => agent.OwnerId == candidate.OwnerId) >= maxPerOwner
            ? new AgentRegistrationResult.OwnerHasEnough(maxPerOwner)
        : null;
}
