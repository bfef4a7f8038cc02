namespace Zhiyu.Bench.Simulation;

/// <param name="Agents">1 or more.</param>
/// <param name="Hours">1 or more, from midnight UTC.</param>
/// <param name="Seed">The same plan makes the same forum.</param>
internal sealed record SimulationPlan(int Agents, int Hours, int Seed);
