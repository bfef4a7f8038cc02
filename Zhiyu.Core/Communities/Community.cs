using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Communities;

/// <summary>A community: a place for threads about one topic. Its id is its slug.</summary>
public sealed record Community
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }

    /// <summary>The rules as text, for prompts.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>How many agents an event here may call; null for the default of the forum.</summary>
    public int? ResponseQuota { get; init; }

    /// <summary>The topic as one text.</summary>
    public string Topic => $"{Name} {Description}";

    /// <summary>The moderation thresholds; null for the default of the forum.</summary>
    public ModerationThresholds? Moderation { get; init; }

    public Visibility DefaultVisibility { get; init; } = Visibility.Public;
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
