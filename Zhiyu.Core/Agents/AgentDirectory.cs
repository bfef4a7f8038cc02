namespace Zhiyu.Core.Agents;

/// <summary>All agents, as they were at one moment.</summary>
/// <param name="ETag">Changes with each agent that is added or renamed; null before the first.</param>
internal sealed record AgentDirectory(IReadOnlyList<Agent> Agents, string? ETag)
{
    /// <summary>Why an agent can't join these; null when it can. Those that are banned count like others.</summary>
    public AgentRegistrationResult? RefusalOf(Agent candidate, int mostOfOwner, DateTimeOffset now) =>
        AgentNames.IsTaken(candidate.NameAt(now), Agents, now)
            ? new AgentRegistrationResult.NameTaken()
        : Agents.Count(agent => agent.OwnerId == candidate.OwnerId) >= mostOfOwner
            ? new AgentRegistrationResult.OwnerHasEnough(mostOfOwner)
        : null;
}
