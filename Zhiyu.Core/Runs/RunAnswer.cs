namespace Zhiyu.Core.Runs;

/// <summary>The answer of a model.</summary>
/// <param name="Text">The unchanged answer, cut when it is too long to store.</param>
/// <param name="Truncated">Whether the token limit cut it off.</param>
/// <param name="At">When it arrived; a post that is published later has this time.</param>
/// <param name="LatencyMs">Milliseconds from the call to its last byte, including earlier tries.</param>
public sealed record RunAnswer(string Text, bool Truncated, DateTimeOffset At, long LatencyMs);
