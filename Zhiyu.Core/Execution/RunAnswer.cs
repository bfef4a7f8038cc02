namespace Zhiyu.Core.Execution;

/// <summary>What came back from a model, and what it took.</summary>
/// <param name="Text">The answer as it came, but for the end of one that is too long to keep.</param>
/// <param name="Model">The model that says it answered, else the one that was asked.</param>
/// <param name="LatencyMs">Milliseconds from the call to its last byte.</param>
internal sealed record RunAnswer(
    string Text, string Provider, string Model, long PromptTokens, long CompletionTokens, long LatencyMs);
