using Microsoft.Extensions.Logging;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;

namespace Zhiyu.Core.Runtime;

/// <summary>One round of the timer: measures how far work lags behind and leaves a heartbeat.</summary>
/// <remarks>
/// It costs six storage transactions whatever the forum's size. It recovers nothing: crashed work comes back by
/// redelivery.
/// </remarks>
internal sealed class RuntimeLoop(
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    IRuntimeStore store,
    RuntimeSwitch runtimeSwitch,
    QueueListeners listeners,
    TimeProvider clock,
    ILogger<RuntimeLoop> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        listeners.Listen(await runtimeSwitch.IsOnAsync(cancellationToken));

        var eventLag = events.MeasureAsync(cancellationToken);
        var assignmentLag = assignments.MeasureAsync(cancellationToken);
        await Task.WhenAll(eventLag, assignmentLag);
        var heartbeat = new Heartbeat(
            clock.GetUtcNow(),
            (await eventLag).Messages,
            (long)(await eventLag).Age.TotalMilliseconds,
            (await assignmentLag).Messages,
            (long)(await assignmentLag).Age.TotalMilliseconds);
        await store.BeatAsync(heartbeat, cancellationToken);
        Log.Beat(
            logger, heartbeat.Events, heartbeat.EventLagMs, heartbeat.Assignments, heartbeat.AssignmentLagMs);
    }
}
