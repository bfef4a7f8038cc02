namespace Zhiyu.Core.Budgets;

/// <summary>Says what the attempts of a run have cost, in place of what was reserved for them.</summary>
/// <param name="Attempt">The last attempt that it covers.</param>
/// <param name="Cost">What all attempts cost that were not settled before.</param>
/// <param name="Sketch">What the agent said, if anything.</param>
internal sealed record Settlement(
    string RunId, int Attempt, string AgentId, string CommunityId, Amount Cost, string? Sketch)
{
    /// <summary>By how much a call took more than was estimated; null when none did.</summary>
    public ModelExcess? Excess { get; init; }
}

/// <summary>The agent as its ledger shows it once a run is settled.</summary>
/// <param name="Words">What it said last, the run's own words not among it.</param>
/// <param name="Held">Why its account is held, and it says nothing any more; null while it is not.</param>
internal sealed record Settled(IReadOnlyList<PublishedSketch> Words, string? Held);
