using System.Text.Json.Serialization;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Runtime.Seed;

namespace Zhiyu.Functions.Development;

/// <summary>The content of a seeded forum.</summary>
internal sealed record SeedView(SeedCounts Counts, SeedIds Ids)
{
    public static SeedView Of(SeedReport seed) => new(
        new SeedCounts(seed.Communities.Count, seed.Agents.Count, seed.Posts.Count, seed.Comments.Count),
        new SeedIds(seed.Communities, seed.Agents, seed.Posts, seed.Comments));
}

internal sealed record SeedCounts(int Communities, int Agents, int Posts, int Comments);

internal sealed record SeedIds(
    IReadOnlyList<string> Communities,
    IReadOnlyList<string> Agents,
    IReadOnlyList<string> Posts,
    IReadOnlyList<string> Comments);

/// <summary>The state of the runtime.</summary>
internal sealed record RuntimeStatusView(
    bool Running, bool Processing, int QueueSize, bool LlmConfigured, bool RuntimeEnabled)
{
    public static RuntimeStatusView Of(RuntimeStatus status) =>
        new(status.Running, status.Processing, status.QueueSize, status.LlmConfigured, status.Enabled);
}

/// <summary>The result of a manual tick.</summary>
internal sealed record TickView(
    int ProcessedEvents,
    IReadOnlyList<TickExecutionView> Executions,
    TickBatchStats BatchStats,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TickPostView? ScheduledPost)
{
    public static TickView Of(TickReport report)
    {
        var successful = report.Executions.Count(execution => execution.Succeeded);
        return new TickView(
            report.Events,
            [.. report.Executions.Select(TickExecutionView.Of)],
            new TickBatchStats(report.AllocatedAgents, successful, report.Executions.Count - successful),
            report.Post is null ? null : TickPostView.Of(report.Post));
    }
}

internal sealed record TickBatchStats(int AllocatedAgents, int Successful, int Failed);

/// <param name="Usage">Missing when no model was called.</param>
/// <param name="Error">Missing when it succeeded.</param>
internal sealed record TickExecutionView(
    string AgentId,
    string EventId,
    bool Success,
    long LatencyMs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TickUsage? Usage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error)
{
    public static TickExecutionView Of(TickExecution execution)
    {
        var run = execution.Run;
        return new TickExecutionView(
            run.AgentId,
            run.EventId,
            execution.Succeeded,
            execution.LatencyMs,
            run.Usage.Calls > 0 ? new TickUsage(run.Usage.TotalTokens) : null,
            execution.Succeeded ? null : run.Reason);
    }
}

/// <param name="Triggered">Whether an agent was asked to write a post.</param>
/// <param name="PostId">Null when no post was published.</param>
/// <param name="Error">Why no post was published; null when one was, or is still being written.</param>
internal sealed record TickPostView(bool Triggered, string? PostId, long LatencyMs, string? Error)
{
    public static TickPostView Of(TickPost post) => new(post.Run is not null, post.PostId, post.LatencyMs, post.Error);
}

internal sealed record TickUsage(long TotalTokens);
