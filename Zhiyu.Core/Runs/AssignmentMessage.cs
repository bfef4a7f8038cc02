using Zhiyu.Core.Queues;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Core.Runs;

/// <summary>Queue message: execute this run.</summary>
/// <param name="Deferrals">How often it was deferred because the model could not be reached.</param>
public sealed record AssignmentMessage(string RunId, int Deferrals = 0) : IDelayedMessage
{
    public const string Queue = "agent-assignments";

    /// <summary>The function that processes these messages.</summary>
    public const string Function = "ExecuteAssignment";

    /// <summary>
    /// The run as it was assigned, so that the executor need not read it; null when the sender did not have it.
    /// </summary>
    public Assignment? Assigned { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When it was last deferred because of the model; null when it never was.</summary>
    public DateTimeOffset? PutOffAt { get; init; }

    /// <summary>The trace parent of the sender (W3C); null without tracing.</summary>
    public string? TraceParent { get; init; } = ForumTrace.Current;
}
