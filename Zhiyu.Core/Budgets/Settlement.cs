namespace Zhiyu.Core.Budgets;

/// <summary>Says what the attempts of a run have cost, in place of what was reserved for them.</summary>
/// <param name="Attempt">The last attempt that it covers.</param>
/// <param name="Cost">What all attempts cost that were not settled before.</param>
/// <param name="Sketch">What the agent said, if anything.</param>
internal sealed record Settlement(
    string RunId, int Attempt, string AgentId, string CommunityId, Amount Cost, string? Sketch);
