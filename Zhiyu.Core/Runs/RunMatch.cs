namespace Zhiyu.Core.Runs;

/// <summary>What an answer repeats.</summary>
/// <param name="ContentId">The post or comment in the thread, or the run of the agent, that said it before.</param>
/// <param name="Similarity">Share of the shingles that both have, 0 to 1.</param>
internal sealed record RunMatch(string ContentId, double Similarity);
