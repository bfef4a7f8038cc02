using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Telemetry;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Executes an assignment: claims its run and finishes it, or requeues the assignment.</summary>
public sealed class Executor(
    ThreadStore threads,
    IWorkQueue<AssignmentMessage> assignments,
    AgentCall call,
    RunFinisher finisher,
    EndedRuns ended,
    RunEndings endings,
    RunVotes votes,
    RunMetrics metrics,
    TransientFaults transientFaults,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    Random random,
    ILogger<Executor> logger)
{
    // The host gives a stopping process only a few seconds.
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(2);

    /// <exception cref="TimeoutException">
    /// The run did not end within its lease; the next attempt continues it.
    /// </exception>
    /// <exception cref="InvalidDataException">The message has no valid run id.</exception>
    public async Task<ExecutionOutcome> ExecuteAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        if (!Ids.IsRun(message.RunId)) throw new InvalidDataException("The assignment names no run.");
        using var span = ForumTrace.Consume("execute run", message.TraceParent);
        var outcome = await ExecuteRunAsync(message, cancellationToken);
        if (outcome is ExecutionOutcome.Ended { Run: var run }) RunMetrics.Describe(span, run);
        return outcome;
    }

    private async Task<ExecutionOutcome> ExecuteRunAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        if (message.Assigned is { } assigned)
        {
            if (await TryRunAsync(message, assigned.ToRun(message.RunId), cancellationToken) is { } outcome)
                return outcome;
            message = message with { Assigned = null };
        }

        var run = await threads.FindAsync<Run>(message.RunId, cancellationToken)
            ?? throw new InvalidDataException($"The assignment names run {message.RunId}, which does not exist.");

        if (run.Row.HasEnded)
        {
            await ended.CompleteAsync(run.Row, cancellationToken);
            return new ExecutionOutcome.EndedBefore(run.Row);
        }

        if (run.Row.LeasedUntil > clock.GetUtcNow()) return await RequeueAsync(message, run.Row, cancellationToken);
        if (RetryLimits.ReasonOf(run.Row, options.Value) is not null
            && await GiveUpAsync(run.Row, cancellationToken) is { } end)
            return new ExecutionOutcome.Ended(end);
        return await TryRunAsync(message, run, cancellationToken)
            ?? await RequeueAsync(message, Claimed(run.Row), cancellationToken);
    }

    private async Task<Run?> GiveUpAsync(Run run, CancellationToken cancellationToken)
    {
        var ending = await endings.EndAsync(
            run.Id, RunStatus.Failed, now => RetryLimits.ReasonOf(now, options.Value), cancellationToken);
        if (ending is not (RunEnding.Ended or RunEnding.EndedBefore)) return null;
        return (await threads.FindAsync<Run>(run.Id, cancellationToken))?.Row;
    }

    /// <returns>Null when the run was changed by another process since it was read.</returns>
    private async Task<ExecutionOutcome?> TryRunAsync(
        AssignmentMessage message, Stored<Run> run, CancellationToken cancellationToken)
    {
        var leased = new LeasedRun(threads, run);
        try
        {
            if (run.Row.Answer is null && await call.PauseAsync(run.Row, cancellationToken) is { } pause)
                return await DeferAsync(message, run.Row, pause, cancellationToken);
            return await leased.SaveAsync(Claimed(run.Row), cancellationToken)
                ? await FinishInTimeAsync(message with { Assigned = null }, leased, cancellationToken)
                : null;
        }
        catch (Exception fault)
        {
            await ReleaseAsync(leased, fault, isStopped: cancellationToken.IsCancellationRequested);
            throw;
        }
    }

    private async Task<ExecutionOutcome> FinishInTimeAsync(
        AssignmentMessage message, LeasedRun run, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.Lease - options.Value.WriteReserve, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await FinishAsync(message, run, linked.Token);
        }
        catch (OperationCanceledException fault)
            when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Run {message.RunId} did not end within its lease.", fault);
        }
    }

    private async Task<ExecutionOutcome> FinishAsync(
        AssignmentMessage message, LeasedRun run, CancellationToken cancellationToken)
    {
        switch (await finisher.FinishAsync(run, cancellationToken))
        {
            case RunProgress.Ended { Run: var end }:
                metrics.Ended(end);
                Log.Ended(logger, end.Id, end.AgentId, end.Status, end.Reason);
                await votes.CastAsync(end, cancellationToken);
                return new ExecutionOutcome.Ended(end);
            case RunProgress.Waiting waiting:
                return await DeferAsync(message, run.Row, waiting.Asked, cancellationToken);
            default:
                return await RequeueAsync(message, run.Row, cancellationToken);
        }
    }

    private Run Claimed(Run run) => run.Claim(clock.GetUtcNow() + options.Value.Lease);

    private async Task<ExecutionOutcome> DeferAsync(
        AssignmentMessage message, Run run, TimeSpan? asked, CancellationToken cancellationToken)
    {
        var delay = RetryBackoff.Delay(message.Deferrals, run.UnansweredCalls, asked, options.Value, random);
        Log.Deferred(logger, run.Id, delay, run.Reason);
        await SendAsync(
            message with { Deferrals = message.Deferrals + 1, PutOffAt = clock.GetUtcNow() }, delay, cancellationToken);
        return new ExecutionOutcome.Deferred(run, delay);
    }

    // The executor that holds the lease may crash, and this message may be the only one left. So it waits until the
    // lease has expired.
    private async Task<ExecutionOutcome> RequeueAsync(
        AssignmentMessage message, Run run, CancellationToken cancellationToken)
    {
        var wait = (run.LeasedUntil ?? clock.GetUtcNow()) - clock.GetUtcNow() + TimeSpan.FromSeconds(1);
        await SendAsync(message, wait < TimeSpan.Zero ? TimeSpan.Zero : wait, cancellationToken);
        return new ExecutionOutcome.PutBack(run);
    }

    private Task SendAsync(AssignmentMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        assignments.SendAsync(
            message with { NotBefore = clock.GetUtcNow() + delay },
            delay < options.Value.LongestSleep ? delay : options.Value.LongestSleep,
            cancellationToken);

    // Releases the lease also when the host stops, so that the next attempt need not wait until it expires. The prompt
    // and any answer are saved with it. The host counts deliveries; the run's failures are faults only.
    private async Task ReleaseAsync(LeasedRun run, Exception fault, bool isStopped)
    {
        if (run.Row.HasEnded) return;
        var released = run.Row with
        {
            LeasedUntil = null,
            Deaths = run.Stored.Row.LeasedUntil > clock.GetUtcNow() ? run.Row.Deaths : run.Row.DeathsSoFar,
            Reason = isStopped ? "it was stopped" : Describe(fault),
            Failures = run.Row.Failures + (isStopped || transientFaults.Include(fault) ? 0 : 1),
        };
        if (await SaveAsync(run, released) is not { } saveFault) return;
        // The whole row cannot be written, perhaps because of its size. What the attempt cost must not be lost, and an
        // answer that is lost was a call without one.
        var isAnswerLost = run.Row.Answer is not null && run.Stored.Row.Answer is null;
        await SaveAsync(run, run.Stored.Row with
        {
            LeasedUntil = null,
            Deaths = released.Deaths,
            Reason = Describe(saveFault),
            Failures = run.Row.Failures + (IsTransient(saveFault) ? 0 : 1),
            Usage = released.Usage,
            Unsettled = released.Unsettled,
            UnansweredCalls = released.UnansweredCalls + (isAnswerLost ? 1 : 0),
        });
    }

    private bool IsTransient(Exception fault) => fault is OperationCanceledException || transientFaults.Include(fault);

    /// <returns>Why it could not be saved; null when it was saved, or another executor has taken it over.</returns>
    private async Task<Exception?> SaveAsync(LeasedRun run, Run changed)
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
