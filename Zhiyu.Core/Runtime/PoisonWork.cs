using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// Takes messages that the host gave up because it delivered them five times. A delivery is not a failure: what has not
/// failed by our own count is sent again. What has is put on record, so that nothing waits without an outcome.
/// </summary>
internal sealed class PoisonWork(
    IPoisonStore store,
    RunEndings endings,
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    RuntimeMetrics measures,
    IOptions<ExecutionOptions> execution,
    IOptions<EventOptions> eventOptions,
    TimeProvider clock,
    ILogger<PoisonWork> logger)
{
    /// <summary>After how many the host gives a message up: the <c>maxDequeueCount</c> of host.json.</summary>
    public const int Deliveries = 5;

    /// <param name="queue">The queue that the message came from.</param>
    /// <param name="message">Any bytes; to do it again for the same message changes nothing.</param>
    /// <param name="cancellationToken">The host's.</param>
    public Task RecordAsync(string queue, byte[] message, CancellationToken cancellationToken) =>
        RecordAsync(queue, QueueText.Of(message), cancellationToken);

    /// <param name="text">As it stands in the queue.</param>
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
        measures.Poisoned(queue);
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
                // This may be the only message of the run. Where an executor has the run, the next one waits for that.
                var delay = execution.Value.FirstDeferral;
                var again = assignment with { Assigned = null, NotBefore = clock.GetUtcNow() + delay };
                await assignments.SendAsync(again, delay, cancellationToken);
                return PoisonResult.SentAgain;
        }
    }

    // A process that survives sends a new message instead, so no process reported on any of these deliveries.
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

        /// <summary>The run has ended.</summary>
        NotNeeded,
    }
}
