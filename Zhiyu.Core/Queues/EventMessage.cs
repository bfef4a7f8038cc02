using Zhiyu.Core.Telemetry;

namespace Zhiyu.Core.Queues;

/// <summary>Queue payload: look at this event and decide who answers.</summary>
/// <param name="EventId">The event; its row may not be committed yet.</param>
/// <param name="Looks">How often the row was looked for in vain.</param>
/// <param name="Waits">How often it was put back because all who might answer were resting.</param>
public sealed record EventMessage(string EventId, int Looks = 0, int Waits = 0)
{
    public const string Queue = "forum-events";

    /// <summary>How often deciding it ended in a fault. A stop or an outage is not counted.</summary>
    public int Failures { get; init; }

    /// <summary>How often in a row it met an outage.</summary>
    public int Outages { get; init; }

    /// <summary>How often it was delivered and no process said what became of it: most likely the process died.</summary>
    public int Deaths { get; init; }

    /// <summary>The span that it was made in (W3C); null where nobody traces.</summary>
    public string? TraceParent { get; init; } = ForumTrace.Current;
}
