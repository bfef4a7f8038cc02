using Microsoft.Extensions.Logging;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Runtime;

/// <summary>Puts on record what failed for good, so that a run never hangs without an outcome.</summary>
internal sealed class PoisonWork(
    IPoisonStore store,
    RunEndings endings,
    IThreadStore threads,
    Allocator allocator,
    RuntimeMeasures measures,
    TimeProvider clock,
    ILogger<PoisonWork> logger)
{
    /// <param name="queue">The queue that the message failed on.</param>
    /// <param name="message">Any bytes.</param>
    /// <exception cref="InvalidOperationException">
    /// An executor has the run at the moment: the message stays where it is and comes again.
    /// </exception>
    public Task RecordAsync(string queue, byte[] message, CancellationToken cancellationToken) =>
        RecordAsync(queue, QueueText.Of(message), cancellationToken);

    /// <param name="text">As it stands in the queue.</param>
    /// <exception cref="InvalidOperationException">As above.</exception>
    public async Task RecordAsync(string queue, string text, CancellationToken cancellationToken)
    {
        await (PoisonMessage.Read(queue, text) switch
        {
            PoisonMessage.OfRun run => FailAsync(run.RunId, cancellationToken),
            PoisonMessage.OfEvent call => ResendAsync(call.Call, cancellationToken),
            _ => store.RecordAsync(
                Poison.OfMessage(queue, text, PoisonMessage.Unreadable.Reason, clock.GetUtcNow()), cancellationToken),
        });
        measures.Poisoned(queue);
        Log.Poisoned(logger, queue);
    }

    // An event that was decided has runs which wait for their assignments: those must not wait for ever.
    private async Task ResendAsync(EventMessage call, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync<AllocationRecord>(call.EventId, cancellationToken) is not null)
            await allocator.AllocateAsync(call, cancellationToken);
        else
            await store.RecordAsync(
                Poison.OfEvent(call.EventId, "nobody could be chosen to answer it", clock.GetUtcNow()),
                cancellationToken);
    }

    private async Task FailAsync(string runId, CancellationToken cancellationToken)
    {
        if (await endings.EndAsync(runId, RunStatus.Failed, Reason, cancellationToken) == RunEnding.BeingExecuted)
            throw new InvalidOperationException($"Run {runId} is being executed.");
    }

    private static string Reason(Run run) =>
        $"gave up after {run.Attempts} attempts: {run.Reason ?? "no attempt came to an end"}";
}
