using Zhiyu.Core.Queues;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Core.Runs;

/// <summary>Queue payload: this run is to be executed.</summary>
/// <param name="Deferrals">How often it was put off because the model could not be reached.</param>
public sealed record AssignmentMessage(string RunId, int Deferrals = 0) : IDelayedMessage
{
    public const string Queue = "agent-assignments";

    /// <summary>The run as it was assigned, which saves its executor reading it; null where nobody had it at hand.</summary>
    public Assignment? Assigned { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When it was last put off because of the model; null where it never was.</summary>
    public DateTimeOffset? PutOffAt { get; init; }

    /// <summary>The span that it was made in (W3C); null where nobody traces.</summary>
    public string? TraceParent { get; init; } = ForumTrace.Current;
}
