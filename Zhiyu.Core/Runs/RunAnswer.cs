namespace Zhiyu.Core.Runs;

/// <summary>What came back from a model.</summary>
/// <param name="Text">The answer as it came, but for the end of one that is too long to keep.</param>
/// <param name="Truncated">Whether the model was cut off by its token limit.</param>
/// <param name="At">When it was there; a post that is published later carries this time.</param>
/// <param name="LatencyMs">Milliseconds from the call to its last byte, the tries before it included.</param>
internal sealed record RunAnswer(string Text, bool Truncated, DateTimeOffset At, long LatencyMs);
