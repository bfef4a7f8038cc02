using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// Takes what the host gave up after so many deliveries. Deliveries are no failures: what did not fail by its own count
/// is sent again, and what did is put on record, so that nothing hangs without an outcome.
/// </summary>
internal sealed class PoisonWork(
    IPoisonStore store,
    RunEndings endings,
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    RuntimeMeasures measures,
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
        var failed = await (PoisonMessage.Read(queue, text) switch
        {
            PoisonMessage.OfRun run => HasFailedAsync(run.Assignment, text, cancellationToken),
            PoisonMessage.OfEvent call => HasFailedAsync(call.Call, cancellationToken),
            _ => RecordAsync(
                Poison.OfMessage(queue, text, PoisonMessage.Unreadable.Reason, clock.GetUtcNow()), cancellationToken),
        });
        if (!failed)
        {
            Log.SentAgain(logger, queue);
            return;
        }

        measures.Poisoned(queue);
        Log.Poisoned(logger, queue);
    }

    private async Task<bool> HasFailedAsync(
        AssignmentMessage assignment, string text, CancellationToken cancellationToken)
    {
        switch (await endings.EndAsync(
            assignment.RunId, RunStatus.Failed, run => GivingUp.ReasonOf(run, execution.Value), cancellationToken))
        {
            case RunEnding.Ended:
                return true;
            case RunEnding.EndedBefore:
                return false;
            case RunEnding.Unknown:
                return await RecordAsync(
                    Poison.OfMessage(AssignmentMessage.Queue, text, "there is no such run", clock.GetUtcNow()),
                    cancellationToken);
            default:
                // It may be the only one left. Where an executor has the run, the next one puts it back until that is over.
                var delay = execution.Value.FirstDeferral;
                var again = assignment with { Assigned = null, NotBefore = clock.GetUtcNow() + delay };
                await assignments.SendAsync(again, delay, cancellationToken);
                return false;
        }
    }

    // Whoever lived to tell has counted it and sent it anew: each of its deliveries was the death of a process.
    private async Task<bool> HasFailedAsync(EventMessage call, CancellationToken cancellationToken)
    {
        var again = call with { Deaths = call.Deaths + Deliveries };
        if (again.Deaths >= eventOptions.Value.MostDeaths)
        {
            var reason = $"{again.Deaths} times a process died while it had this event in hand";
            return await RecordAsync(Poison.OfEvent(call.EventId, reason, clock.GetUtcNow()), cancellationToken);
        }

        await events.SendAsync(again, eventOptions.Value.FaultDelay, cancellationToken);
        return false;
    }

    private async Task<bool> RecordAsync(Poison poison, CancellationToken cancellationToken)
    {
        await store.RecordAsync(poison, cancellationToken);
        return true;
    }
}
