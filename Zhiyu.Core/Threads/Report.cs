namespace Zhiyu.Core.Threads;

/// <summary>An agent's report of a post or comment, stored for review.</summary>
public sealed record Report : IThreadRow
{
    public static string RowKeyOf(string id) => $"report:{Ids.InThread(id)}";

    public required string Id { get; init; }
    public required string AgentId { get; init; }
    public required string TargetId { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
