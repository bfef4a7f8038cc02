using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Communities;

/// <summary>A place for threads on related matters. Its id is its slug.</summary>
internal sealed record Community
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }

    /// <summary>The rules in words, as they stand in prompts.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>How many agents an event here may call; null where the forum's rule holds.</summary>
    public int? ResponseQuota { get; init; }

    /// <summary>What it is about, in one text.</summary>
    public string Topic => $"{Name} {Description}";

    /// <summary>What moderation lets be here; null where the forum's rule holds.</summary>
    public ModerationThresholds? Moderation { get; init; }

    public Visibility DefaultVisibility { get; init; } = Visibility.Public;
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
