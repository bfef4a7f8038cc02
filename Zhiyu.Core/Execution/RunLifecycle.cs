using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Execution;

/// <summary>The lifecycle of a run: it is claimed, released or postponed, ended, and completed.</summary>
/// <remarks>
/// A run is ended by one transaction and completed after it. A process may crash in between; then the assignment is
/// delivered again and the run is completed by the next executor. That is why no step after the end needs a guard.
/// </remarks>
public sealed class RunLifecycle(
    ThreadStore threads,
    IWorkQueue<EventMessage> events,
    PoisonStore poison,
    RunSettlement settlement,
    RunVotes votes,
    WebhookNotifier webhooks,
    RunMetrics metrics,
    TransientFaults transientFaults,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    ILogger<RunLifecycle> logger)
{
    // The host gives a stopping process only a few seconds.
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(2);

    /// <summary>A handle for a run that no executor holds; it is held once it is claimed.</summary>
    public LeasedRun Handle(Stored<Run> run) => new(threads, run);

    /// <summary>Takes the lease. False when another process has changed the run since it was read.</summary>
    public Task<bool> ClaimAsync(LeasedRun run, CancellationToken cancellationToken) =>
        run.SaveAsync(run.Row.Claim(clock.GetUtcNow() + options.Value.Lease), cancellationToken);

    /// <summary>
    /// Releases the lease after a fault, also when the host stops, so that the next attempt need not wait until it
    /// expires.
    /// </summary>
    public async Task ReleaseAsync(LeasedRun run, Exception fault, bool isStopped)
    {
        if (run.Row.HasEnded) return;
        var now = clock.GetUtcNow();
        var reason = isStopped ? "it was stopped" : Describe(fault);
        var isFailure = !isStopped && !transientFaults.Include(fault);
        if (await TrySaveAsync(run, run.Released(reason, isFailure, now)) is not { } saveFault) return;
        isFailure = saveFault is not OperationCanceledException && !transientFaults.Include(saveFault);
        await TrySaveAsync(run, run.ReleasedAsStored(Describe(saveFault), isFailure, now));
    }

    /// <summary>
    /// Releases the lease because the model is not available, or ends the run after too many calls without an answer.
    /// </summary>
    public async Task<RunOutcome> PostponeAsync(
        LeasedRun run, string reason, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        if (run.Row.UnansweredCalls >= options.Value.MostUnansweredCalls)
            return await EndAsync(
                run,
                RunStatus.Failed,
                $"gave up after {run.Row.UnansweredCalls} calls that may have cost something and brought no answer: " +
                reason,
                cancellationToken);
        var waiting = run.Row with { LeasedUntil = null, Reason = reason };
        if (!await run.SaveAsync(waiting, cancellationToken)) return new RunOutcome.HeldElsewhere(run.Row);
        await settlement.SettleAsync(waiting, cancellationToken);
        return new RunOutcome.Waiting(waiting, retryAfter);
    }

    /// <summary>Ends a run that this executor holds.</summary>
    public async Task<RunOutcome> EndAsync(
        LeasedRun run, RunStatus status, string reason, CancellationToken cancellationToken)
    {
        var ended = run.Row.End(status, reason, clock.GetUtcNow());
        await RecordFailureAsync(ended, cancellationToken);
        if (!await run.SaveAsync(ended, cancellationToken)) return new RunOutcome.HeldElsewhere(run.Row);
        await CompleteNewAsync(ended, cancellationToken);
        return new RunOutcome.Ended(ended);
    }

    /// <summary>Ends a run that no executor holds, and closes the cost of its attempts.</summary>
    /// <param name="reason">Returns the reason, given the current run; null when the run should not end.</param>
    /// <exception cref="ConcurrencyException">The run changed during each attempt.</exception>
    public Task<RunOutcome> EndAsync(
        string runId, RunStatus status, Func<Run, string?> reason, CancellationToken cancellationToken) =>
        OptimisticRetry.RunAsync<RunOutcome>(
            $"Run {runId} kept changing while it was ended.",
            async token =>
            {
                if (await threads.FindAsync<Run>(runId, token) is not { } stored) return new RunOutcome.Unknown();
                if (stored.Row.HasEnded)
                {
                    await CompleteAsync(stored.Row, token);
                    return new RunOutcome.EndedBefore(stored.Row);
                }

                if (stored.Row.LeasedUntil > clock.GetUtcNow()) return new RunOutcome.HeldElsewhere(stored.Row);
                if (reason(stored.Row) is not { } why) return new RunOutcome.Waiting(stored.Row, Delay: null);
                var run = Handle(stored);
                run.Row = await settlement.CloseAsync(run.Row, token);
                return await EndAsync(run, status, why, token) as RunOutcome.Ended;
            },
            cancellationToken);

    /// <summary>Ends the run with its content, and delivers the event of the content by completing the run.</summary>
    /// <param name="run">The run as last saved, with its moderation result.</param>
    public RunDelivery DeliveryOf(Stored<Run> run) => new(run, threads, this, clock);

    /// <summary>
    /// Does again what follows a run's end, as far as it is not certain to be done: settles its cost, sends its event,
    /// casts its votes. Idempotent.
    /// </summary>
    public async Task CompleteAsync(Run ended, CancellationToken cancellationToken)
    {
        var isDecided = ended.Status == RunStatus.Published
            && await threads.FindAsync<AllocationRecord>(ended.ContentEventId, cancellationToken) is not null;
        await CompleteAsync(ended, isDecided, cancellationToken);
    }

    /// <summary>Does what follows the end of a run that this process has ended.</summary>
    internal Task CompleteNewAsync(Run ended, CancellationToken cancellationToken)
    {
        metrics.Ended(ended);
        Log.Ended(logger, ended.Id, ended.AgentId, ended.Status, ended.Reason);
        return CompleteAsync(ended, isDecided: false, cancellationToken);
    }

    private async Task CompleteAsync(Run ended, bool isDecided, CancellationToken cancellationToken)
    {
        await settlement.SettleAsync(ended, cancellationToken);
        if (ended.Status == RunStatus.Published && !isDecided)
            await events.SendAsync(new EventMessage(ended.ContentEventId), TimeSpan.Zero, cancellationToken);
        // The event of what is withheld is not decided, so the allocator does not tell of it.
        if (ended is { Status: not RunStatus.Published, ContentId: { } withheld, Moderation: { } moderation })
            await webhooks.NotifyAsync(
                WebhookEvent.OfModerated(
                    ended.ContentEventId, ended.CompletedAt!.Value, ended.AgentId, withheld, moderation.State),
                cancellationToken);
        await votes.CastAsync(ended, cancellationToken);
    }

    // Before the end is written: a crash in between leaves a record of a run that is not over, which readers skip. In
    // the other order a failed run could be missing from the list. Idempotent.
    private Task RecordFailureAsync(Run ended, CancellationToken cancellationToken) =>
        ended.Status == RunStatus.Failed
            ? poison.RecordAsync(
                Poison.OfRun(ended.Id, ended.EventId, ended.Reason!, ended.CompletedAt!.Value), cancellationToken)
            : Task.CompletedTask;

    /// <returns>Why it could not be saved; null when it was saved, or another executor has taken it over.</returns>
    private async Task<Exception?> TrySaveAsync(LeasedRun run, Run changed)
    {
        using var limit = new CancellationTokenSource(ReleaseLimit, clock);
        try
        {
            await run.SaveAsync(changed, limit.Token);
            return null;
        }
        catch (Exception fault)
        {
            Log.NotReleased(logger, run.Row.Id, fault);
            return fault;
        }
    }

    // Our own messages hold no secrets; of other exceptions only the type is kept.
    private static string Describe(Exception fault) => fault switch
    {
        LlmException => fault.Message,
        TimeoutException => "its time was up",
        _ => fault.GetType().Name,
    };
}
