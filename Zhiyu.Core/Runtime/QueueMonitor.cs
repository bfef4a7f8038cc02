using Microsoft.Extensions.Logging;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.State;

namespace Zhiyu.Core.Runtime;

/// <summary>Measures all queues, sets the degradation by the longest lag, and writes the heartbeat.</summary>
public sealed class QueueMonitor(
    IEnumerable<MonitoredQueue> queues,
    RuntimeStore store,
    RuntimeMetrics metrics,
    TimeProvider clock,
    ILogger<QueueMonitor> logger)
{
    // Most messages in the poison queues are sent again at once, so a warning waits.
    private static readonly TimeSpan PoisonDelay = TimeSpan.FromMinutes(1);

    private readonly MonitoredQueue[] _queues = [.. queues];

    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var lags = Task.WhenAll(_queues.Select(each => each.Queue.MeasureAsync(cancellationToken)));
        var poison = Task.WhenAll(_queues.Select(each => each.Poison.CountAsync(cancellationToken)));
        var last = store.FindHeartbeatAsync(cancellationToken);
        await Task.WhenAll(lags, poison, last);
        var heartbeat = Heartbeat(await lags, (await poison).Sum(), await last);
        Report(await lags, await poison, heartbeat, await last);
        await store.BeatAsync(heartbeat, cancellationToken);
        Log.Beat(logger, heartbeat.Events, heartbeat.EventLagMs, heartbeat.Assignments, heartbeat.AssignmentLagMs);
    }

    // Too few allocators delay events; too few executors or a slow model delay assignments.
    private Heartbeat Heartbeat(QueueLag[] lags, int poison, Heartbeat? last)
    {
        var now = clock.GetUtcNow();
        var (events, assignments) = (LagOf(EventMessage.Queue), LagOf(AssignmentMessage.Queue));
        return new Heartbeat(
            now,
            events.Messages,
            (long)events.Age.TotalMilliseconds,
            assignments.Messages,
            (long)assignments.Age.TotalMilliseconds,
            Before(last).Next(lags.Where((_, i) => _queues[i].Definition.MakesAgentsSpeak).Max(lag => lag.Age)))
        {
            Standing = poison,
            StandingSince = poison > 0 ? last?.StandingSince ?? now : null,
        };

        QueueLag LagOf(string name) => lags[Array.FindIndex(_queues, each => each.Definition.Name == name)];
    }

    private void Report(QueueLag[] lags, int[] poison, Heartbeat now, Heartbeat? last)
    {
        for (var i = 0; i < _queues.Length; i++)
        {
            metrics.Measured(_queues[i].Definition.Name, lags[i]);
            metrics.Stands(_queues[i].Definition.Name, Stands(now) ? poison[i] : 0);
        }

        metrics.Degraded(now.Degradation);
        if (now.Degradation != Before(last))
            Log.Degraded(logger, now.Degradation, now.EventLagMs, now.AssignmentLagMs);
        if (Stands(now) && !Stands(last)) Log.PoisonStands(logger, now.Standing);
    }

    private static Degradation Before(Heartbeat? last) => last?.Degradation ?? Degradation.None;

    private static bool Stands(Heartbeat? heartbeat) => heartbeat?.At - heartbeat?.StandingSince >= PoisonDelay;
}
