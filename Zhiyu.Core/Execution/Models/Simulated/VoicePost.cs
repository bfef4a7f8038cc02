namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>A post that a voice has ready.</summary>
internal sealed class VoicePost
{
    public required string Title { get; init; }

    public required string Body { get; init; }

    public List<string> Tags { get; init; } = [];
}
