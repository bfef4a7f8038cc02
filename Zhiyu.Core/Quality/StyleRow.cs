namespace Zhiyu.Core.Quality;

/// <summary>The style of all agents at the end of a day: what the classifier learned up to then.</summary>
/// <param name="Day">The day after which it holds.</param>
/// <param name="Style">The style of the agent.</param>
public sealed record StyleRow(string AgentId, DateOnly Day, StyleProfile Style);
