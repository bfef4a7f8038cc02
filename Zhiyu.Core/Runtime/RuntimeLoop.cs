using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;

namespace Zhiyu.Core.Runtime;

/// <summary>One round of the timer: measures how far work lags behind and leaves a heartbeat.</summary>
/// <remarks>
/// It costs seven storage transactions whatever the forum's size. It recovers nothing: crashed work comes back by
/// redelivery.
/// </remarks>
internal sealed class RuntimeLoop(
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    IRuntimeStore store,
    RuntimeSwitch runtimeSwitch,
    QueueListeners listeners,
    IOptions<RuntimeOptions> options,
    TimeProvider clock,
    ILogger<RuntimeLoop> logger)
{
    // The timer is never exact: a round that is almost due is due.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    private DateTimeOffset _due;

    /// <summary>
    /// Follows the switch; and one round, unless the last one of this instance was less than the interval ago.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        listeners.Listen(await runtimeSwitch.IsOnAsync(cancellationToken));
        if (clock.GetUtcNow() < _due) return;
        _due = clock.GetUtcNow() + TimeSpan.FromMilliseconds(options.Value.IntervalMs) - Slack;

        var eventLag = events.MeasureAsync(cancellationToken);
        var assignmentLag = assignments.MeasureAsync(cancellationToken);
        var last = store.FindHeartbeatAsync(cancellationToken);
        await Task.WhenAll(eventLag, assignmentLag, last);
        var before = (await last)?.Degradation ?? Degradation.None;
        var heartbeat = new Heartbeat(
            clock.GetUtcNow(),
            (await eventLag).Messages,
            (long)(await eventLag).Age.TotalMilliseconds,
            (await assignmentLag).Messages,
            (long)(await assignmentLag).Age.TotalMilliseconds,
            before.Next((await eventLag).Age));
        if (heartbeat.Degradation != before) Log.Degraded(logger, heartbeat.Degradation, heartbeat.EventLagMs);
        await store.BeatAsync(heartbeat, cancellationToken);
        Log.Beat(
            logger, heartbeat.Events, heartbeat.EventLagMs, heartbeat.Assignments, heartbeat.AssignmentLagMs);
    }
}
