namespace Zhiyu.Core.Runs;

/// <summary>The text that an answer repeats.</summary>
/// <param name="ContentId">The post or comment in the thread, or the agent's run that wrote it before.</param>
/// <param name="Similarity">The share of common shingles, 0 to 1.</param>
public sealed record DuplicateMatch(string ContentId, double Similarity);
