namespace Zhiyu.Core.Memory;

/// <summary>What a run is about: what its agent may be reminded by.</summary>
public sealed record RecallCue
{
    /// <summary>The text that is answered, with its title and tags.</summary>
    public required string Text { get; init; }

    /// <summary>The time of the run, by which notes have faded.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether a word stands in any text, so that it reminds of nothing.</summary>
    public required Func<string, bool> IsCommon { get; init; }

    /// <summary>Those who are in the thread: their names, by id.</summary>
    public IReadOnlyDictionary<string, string> Present { get; init; } = new Dictionary<string, string>();

    /// <summary>The one of them who is answered; null for a new post.</summary>
    public string? AnsweredAgentId { get; init; }

    /// <summary>The community of a new post; null for an answer.</summary>
    public string? CommunityId { get; init; }

    /// <summary>Content that the prompt quotes anyway: it is not recalled.</summary>
    public IReadOnlySet<string> QuotedIds { get; init; } = new HashSet<string>();
}
