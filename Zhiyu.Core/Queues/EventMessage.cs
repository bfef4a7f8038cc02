using Zhiyu.Core.Telemetry;

namespace Zhiyu.Core.Queues;

/// <summary>Queue message: decide which agents answer an event.</summary>
/// <param name="EventId">The event. Its row may not be committed yet.</param>
/// <param name="Looks">How often the row was looked for and not found.</param>
/// <param name="Waits">How often it was delayed because all candidates were resting.</param>
public sealed record EventMessage(string EventId, int Looks = 0, int Waits = 0) : IDelayedMessage
{
    public const string Queue = "forum-events";

    /// <summary>The function that processes these messages.</summary>
    public const string Function = "AllocateEvent";

    /// <summary>
    /// The number of a revisit of the event's thread: it asks again an event that had no place in the thread's window.
    /// Null for a message about the event itself.
    /// </summary>
    public int? Revisit { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The number of failed attempts. Shutdowns and outages are not counted.</summary>
    public int Failures { get; init; }

    /// <summary>The number of outages in a row.</summary>
    public int Outages { get; init; }

    /// <summary>The number of deliveries without a result, most likely because the process crashed.</summary>
    public int Deaths { get; init; }

    /// <summary>The span that sent it (W3C); null without tracing.</summary>
    public string? TraceParent { get; init; } = ForumTrace.Current;
}
