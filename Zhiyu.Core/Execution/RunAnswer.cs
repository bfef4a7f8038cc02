namespace Zhiyu.Core.Execution;

/// <summary>One call of a model: what was sent, what came back, what it took.</summary>
internal sealed record RunAnswer
{
    public required string TemplateId { get; init; }
    public required string TemplateVersion { get; init; }
    public required int ConfigVersion { get; init; }
    public required string System { get; init; }
    public required string User { get; init; }

    /// <summary>Lower-case hex SHA-256 of the prompt.</summary>
    public required string InputDigest { get; init; }

    public required string Text { get; init; }
    public required string Provider { get; init; }
    public required string Model { get; init; }
    public required long PromptTokens { get; init; }
    public required long CompletionTokens { get; init; }
    public required long LatencyMs { get; init; }
}
