namespace Zhiyu.Core.Execution.Models.Simulated;

/// <summary>A prepared post of a phrase book.</summary>
internal sealed class PhraseBookPost
{
    public required string Title { get; init; }

    public required string Body { get; init; }

    public List<string> Tags { get; init; } = [];
}
