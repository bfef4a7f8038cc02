using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Runtime.State;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// One round of the timer: measures how far work lags behind, sets how much less is done for it, leaves a heartbeat,
/// looks at what ranks first in one community and what was most alive, and has a post written when one is due.
/// </summary>
/// <remarks>
/// One instance at a time makes a round, and the others pass: a turn is taken for the whole interval, so that one that
/// dies in it is followed by whoever comes first after it. A round that is not done by then ends there, and the next one
/// of this instance begins with what was left. A round costs fourteen storage transactions whatever the forum's size,
/// more for a ranking (65), the highlights (43) and a post (220) when they are due, and passing one. It recovers
/// nothing: crashed work comes back by redelivery. It expires no reservations either: one that nobody settles counts
/// until its day is over, and a ledger forgets it then by itself.
/// </remarks>
internal sealed class RuntimeLoop(
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    IEnumerable<PoisonQueue> poison,
    IRuntimeStore store,
    PostScheduler scheduler,
    RankingUpdater rankings,
    HighlightUpdater highlights,
    RuntimeSwitch runtimeSwitch,
    QueueFunctionSwitch listeners,
    RuntimeMetrics measures,
    IOptions<RuntimeOptions> options,
    TimeProvider clock,
    ILogger<RuntimeLoop> logger)
{
    // The timer is never exact: a round that is almost due is due.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    // Of the parts of a round, the one that the next one begins with.
    private int _first;

    /// <summary>Follows the switch; and one round, unless the last one was less than the interval ago.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var isOn = await runtimeSwitch.IsOnAsync(cancellationToken);
        listeners.Listen(isOn);
        var (now, interval) = (clock.GetUtcNow(), TimeSpan.FromMilliseconds(options.Value.IntervalMs));
        if (!await store.TryTakeTurnAsync(new LoopTurn(now + interval - Slack), now, cancellationToken)) return;

        using var end = new CancellationTokenSource(interval, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        var isMeasured = false;
        try
        {
            await MeasureAsync(either.Token);
            isMeasured = true;
            await WorkAsync(isOn, either.Token);
        }
        catch (Exception fault) when (
            end.IsCancellationRequested && !cancellationToken.IsCancellationRequested && IsCancellation(fault))
        {
            measures.CutShort();
            if (isMeasured) Log.CutShort(logger, options.Value.IntervalMs);
            else Log.NotMeasured(logger, options.Value.IntervalMs);
        }
    }

    // A client that tries again throws what all its tries met together.
    private static bool IsCancellation(Exception fault) =>
        fault is OperationCanceledException
        || (fault is AggregateException several && several.InnerExceptions.Any(IsCancellation));

    // What was left is done first the next time; what had all of a round to itself, and was not done, comes last.
    private async Task WorkAsync(bool isOn, CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task>[] parts =
        [
            rankings.RefreshAsync,
            token => highlights.RefreshAsync(token),
            token => isOn ? scheduler.RunAsync(now: false, token) : Task.CompletedTask,
        ];
        var first = _first;
        for (var done = 0; done < parts.Length; done++)
        {
            _first = (first + Math.Max(done, 1)) % parts.Length;
            await parts[(first + done) % parts.Length](cancellationToken);
        }

        _first = 0;
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var eventLag = events.MeasureAsync(cancellationToken);
        var assignmentLag = assignments.MeasureAsync(cancellationToken);
        var counts = Task.WhenAll(poison.Select(queue => queue.Messages.CountAsync(cancellationToken)));
        var last = store.FindHeartbeatAsync(cancellationToken);
        await Task.WhenAll(eventLag, assignmentLag, counts, last);
        var before = (await last)?.Degradation ?? Degradation.None;
        var heartbeat = new Heartbeat(
            clock.GetUtcNow(),
            (await eventLag).Messages,
            (long)(await eventLag).Age.TotalMilliseconds,
            (await assignmentLag).Messages,
            (long)(await assignmentLag).Age.TotalMilliseconds,
            before.Next(Longer((await eventLag).Age, (await assignmentLag).Age)))
        {
            Standing = (await counts).Sum(),
        };
        TellOfPoison(await counts, (await last)?.Standing ?? 0);
        if (heartbeat.Degradation != before)
            Log.Degraded(logger, heartbeat.Degradation, heartbeat.EventLagMs, heartbeat.AssignmentLagMs);
        measures.Beat(heartbeat);
        await store.BeatAsync(heartbeat, cancellationToken);
        Log.Beat(
            logger, heartbeat.Events, heartbeat.EventLagMs, heartbeat.Assignments, heartbeat.AssignmentLagMs);
    }

    // What was not there a round ago is on its way through: most of it is sent again at once.
    private void TellOfPoison(IReadOnlyList<int> counts, int before)
    {
        foreach (var (queue, count) in poison.Zip(counts)) measures.Stands(queue.Source, Math.Min(count, before));
        if (Math.Min(counts.Sum(), before) is > 0 and var standing) Log.PoisonStands(logger, standing);
    }

    // Too few allocators show in the events, too few executors or too slow a model in the assignments.
    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
