using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// Processes messages that the host moved to a poison queue after five deliveries. A delivery is not a failure: a
/// message that did not fail by our own count is sent again, and others are recorded.
/// </summary>
public sealed class PoisonWork(
    PoisonStore store,
    RunEndings endings,
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    RuntimeMetrics metrics,
    IOptions<ExecutionOptions> execution,
    IOptions<EventOptions> eventOptions,
    TimeProvider clock,
    ILogger<PoisonWork> logger)
{
    /// <summary>The dequeue count at which the host gives a message up: <c>maxDequeueCount</c> in host.json.</summary>
    public const int Deliveries = 5;

    /// <param name="queue">The queue that the message came from.</param>
    /// <param name="message">Any bytes. Recording the same message again changes nothing.</param>
    /// <param name="cancellationToken">The host's.</param>
    public Task RecordAsync(string queue, byte[] message, CancellationToken cancellationToken) =>
        RecordAsync(queue, QueueText.Of(message), cancellationToken);

    /// <param name="text">The text as it is in the queue.</param>
    public async Task RecordAsync(string queue, string text, CancellationToken cancellationToken)
    {
        var result = await (PoisonMessage.Read(queue, text) switch
        {
            PoisonMessage.OfRun run => HandleAsync(run.Assignment, text, cancellationToken),
            PoisonMessage.OfEvent call => HandleAsync(call.Call, cancellationToken),
            _ => RecordAsync(
                Poison.OfMessage(queue, text, PoisonMessage.Unreadable.Reason, clock.GetUtcNow()), cancellationToken),
        });
        if (result == PoisonResult.SentAgain) Log.SentAgain(logger, queue, Deliveries);
        if (result != PoisonResult.OnRecord) return;
        metrics.Poisoned(queue);
        Log.Poisoned(logger, queue);
    }

    private async Task<PoisonResult> HandleAsync(
        AssignmentMessage assignment, string text, CancellationToken cancellationToken)
    {
        switch (await endings.EndAsync(
            assignment.RunId, RunStatus.Failed, run => RetryLimits.ReasonOf(run, execution.Value), cancellationToken))
        {
            case RunEnding.Ended:
                return PoisonResult.OnRecord;
            case RunEnding.EndedBefore:
                return PoisonResult.NotNeeded;
            case RunEnding.Unknown:
                return await RecordAsync(
                    Poison.OfMessage(AssignmentMessage.Queue, text, "there is no such run", clock.GetUtcNow()),
                    cancellationToken);
            default:
                // This may be the only message of the run. If an executor holds the run's lease, the next executor
                // waits for it.
                var delay = execution.Value.FirstDeferral;
                var again = assignment with { Assigned = null, NotBefore = clock.GetUtcNow() + delay };
                await assignments.SendAsync(again, delay, cancellationToken);
                return PoisonResult.SentAgain;
        }
    }

    // A process that does not crash sends a new message instead, so none of these deliveries had a result.
    private async Task<PoisonResult> HandleAsync(EventMessage call, CancellationToken cancellationToken)
    {
        var again = call with { Deaths = call.Deaths + Deliveries };
        if (again.Deaths >= eventOptions.Value.MostDeaths)
        {
            var reason = $"{again.Deaths} times a process died, or did not report back, while it decided this event";
            return await RecordAsync(Poison.OfEvent(call.EventId, reason, clock.GetUtcNow()), cancellationToken);
        }

        await events.SendAsync(again, eventOptions.Value.FaultDelay, cancellationToken);
        return PoisonResult.SentAgain;
    }

    private async Task<PoisonResult> RecordAsync(Poison poison, CancellationToken cancellationToken)
    {
        await store.RecordAsync(poison, cancellationToken);
        return PoisonResult.OnRecord;
    }

    private enum PoisonResult
    {
        OnRecord,
        SentAgain,

        /// <summary>The run has ended already.</summary>
        NotNeeded,
    }
}
