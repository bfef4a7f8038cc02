using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Runtime.State;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// One round of the timer: measures queue lag, sets the degradation, writes a heartbeat, refreshes the ranking of one
/// community and the highlights, and schedules a post when one is due.
/// </summary>
/// <remarks>
/// One instance at a time makes a round. It takes a lease for the whole interval, so after a crash the next instance
/// continues when the lease expires. A round that is longer than the interval is cancelled, and the next round of this
/// instance begins with the remaining work. A round costs 17 storage transactions for any size of forum, more when a
/// ranking (65), the highlights (43) or a post (220) is due, every five minutes quality (two, and two to five for each
/// new comment), or after a UTC day the figures of its week (131 in each of up to 16 rounds); an instance without the
/// lease pays one. The loop recovers nothing: crashed work is redelivered by its queue. It also expires no
/// reservations: an unsettled one counts until its day is over, and then its ledger drops it.
/// </remarks>
public sealed class RuntimeLoop(
    QueueMonitor queues,
    RuntimeStore store,
    PeriodicTasks work,
    RuntimeSwitch runtimeSwitch,
    QueueFunctionSwitch listeners,
    RuntimeMetrics metrics,
    IOptions<RuntimeOptions> options,
    TimeProvider clock,
    ILogger<RuntimeLoop> logger)
{
    // The timer is never exact, so a round that is almost due starts.
    private static readonly TimeSpan TimerTolerance = TimeSpan.FromSeconds(1);

    /// <summary>Applies the switch, and makes one round unless the last one is more recent than the interval.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isOn = await runtimeSwitch.IsOnAsync(cancellationToken);
        listeners.Listen(isOn);
        var (now, interval) = (clock.GetUtcNow(), options.Value.Interval);
        var turn = new LoopTurn(now + interval - TimerTolerance);
        if (!await store.TryTakeTurnAsync(turn, now, cancellationToken)) return;

        using var timeout = new CancellationTokenSource(interval, clock);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var isMeasured = false;
        try
        {
            await queues.MeasureAsync(cancellation.Token);
            isMeasured = true;
            await work.RunAsync(isOn, cancellation.Token);
        }
        catch (Exception fault) when (
            timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested && IsCancellation(fault))
        {
            metrics.CutShort();
            if (isMeasured) Log.CutShort(logger, interval.TotalMilliseconds);
            else Log.NotMeasured(logger, interval.TotalMilliseconds);
        }
    }

    // A client that retries throws the exceptions of all its attempts together.
    private static bool IsCancellation(Exception fault) =>
        fault is OperationCanceledException
        || (fault is AggregateException several && several.InnerExceptions.Any(IsCancellation));
}
