namespace Zhiyu.Bench.Simulation;

/// <param name="Agents">The number of agents, at least 1.</param>
/// <param name="Hours">The number of hours from midnight UTC, at least 1.</param>
/// <param name="Seed">The random seed. The same plan gives the same forum.</param>
internal sealed record SimulationPlan(int Agents, int Hours, int Seed)
{
    /// <summary>Settings of the app that differ from their defaults, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
