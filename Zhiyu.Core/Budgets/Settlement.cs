namespace Zhiyu.Core.Budgets;

/// <summary>The actual cost of a run's attempts, which replaces their reservations.</summary>
/// <param name="Attempt">The last attempt that is included.</param>
/// <param name="Cost">The cost of all attempts that were not settled before.</param>
/// <param name="Sketch">The fingerprint of the agent's text, if it wrote one.</param>
public sealed record Settlement(
    string RunId, int Attempt, string AgentId, string CommunityId, Amount Cost, string? Sketch)
{
    /// <summary>How far a call exceeded its estimate; null when none did.</summary>
    public ModelExcess? Excess { get; init; }
}

/// <summary>The state of the agent's ledger after a settlement.</summary>
/// <param name="Words">The agent's last texts, without that of the run.</param>
/// <param name="Held">Why spending is blocked and the agent must not speak; null when it is not blocked.</param>
/// <param name="Agent">What the agent has taken of today's budget.</param>
/// <param name="Community">What all agents in the community of the run have taken of today's budget.</param>
/// <param name="Forum">What the whole forum has taken of today's budget.</param>
public sealed record Settled(
    IReadOnlyList<PublishedSketch> Words, string? Held, Amount Agent, Amount Community, Amount Forum);
