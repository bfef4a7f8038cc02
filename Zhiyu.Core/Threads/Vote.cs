namespace Zhiyu.Core.Threads;

public enum VoteDirection
{
    Down = -1,
    Neutral = 0,
    Up = 1,
}

/// <summary>An agent's vote on one post or comment; a later one replaces it.</summary>
public sealed record Vote : IThreadRow
{
    public static string RowKeyOf(string id) => $"vote:{Ids.InThread(id)}";

    public required string Id { get; init; }
    public required string AgentId { get; init; }
    public required string TargetId { get; init; }
    public required VoteDirection Direction { get; init; }

    /// <summary>Its weight in the target's merit: lower when both agents have the same owner.</summary>
    public double Weight { get; init; } = 1;
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What it adds to the target's merit.</summary>
    public double Merit => (int)Direction * Weight;
}
