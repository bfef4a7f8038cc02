using Microsoft.Extensions.Options;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Telemetry;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Executes an assignment: claims its run and finishes it, or requeues the assignment.</summary>
public sealed class Executor(
    ThreadStore threads,
    RunLifecycle lifecycle,
    RunPipeline finisher,
    AgentCall call,
    AssignmentRequeue requeue,
    IOptions<ExecutionOptions> options,
    TimeProvider clock)
{
    /// <returns>
    /// <see cref="RunOutcome.HeldElsewhere"/> and <see cref="RunOutcome.Waiting"/> mean that the assignment was
    /// requeued.
    /// </returns>
    /// <exception cref="TimeoutException">
    /// The run did not end within its lease; the next attempt continues it.
    /// </exception>
    /// <exception cref="InvalidDataException">The message has no valid run id.</exception>
    public async Task<RunOutcome> ExecuteAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        if (!Ids.IsRun(message.RunId)) throw new InvalidDataException("The assignment names no run.");
        using var span = ForumTrace.Consume("execute run", message.TraceParent);
        var outcome = await ExecuteRunAsync(message, cancellationToken);
        if (outcome is RunOutcome.Ended { Run: var run }) RunMetrics.Describe(span, run);
        return outcome;
    }

    private async Task<RunOutcome> ExecuteRunAsync(AssignmentMessage message, CancellationToken cancellationToken)
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
            await lifecycle.CompleteAsync(run.Row, cancellationToken);
            return new RunOutcome.EndedBefore(run.Row);
        }

        if (run.Row.LeasedUntil > clock.GetUtcNow())
        {
            await requeue.AfterLeaseAsync(message, run.Row.LeasedUntil, cancellationToken);
            return new RunOutcome.HeldElsewhere(run.Row);
        }

        if (RetryLimits.ReasonOf(run.Row, options.Value) is not null
            && await lifecycle.EndAsync(
                run.Row.Id, RunStatus.Failed, now => RetryLimits.ReasonOf(now, options.Value), cancellationToken)
                is (RunOutcome.Ended or RunOutcome.EndedBefore) and var end)
            return end;
        if (await TryRunAsync(message, run, cancellationToken) is { } result) return result;
        await requeue.AfterLeaseAsync(message, clock.GetUtcNow() + options.Value.Lease, cancellationToken);
        return new RunOutcome.HeldElsewhere(run.Row);
    }

    /// <returns>Null when the run was changed by another process since it was read.</returns>
    private async Task<RunOutcome?> TryRunAsync(
        AssignmentMessage message, Stored<Run> run, CancellationToken cancellationToken)
    {
        var leased = lifecycle.Handle(run);
        try
        {
            if (run.Row.Answer is null && await call.PauseAsync(run.Row, cancellationToken) is { } pause)
                return await DeferAsync(message, new RunOutcome.Waiting(run.Row, pause), cancellationToken);
            return await lifecycle.ClaimAsync(leased, cancellationToken)
                ? await FinishInTimeAsync(message with { Assigned = null }, leased, cancellationToken)
                : null;
        }
        catch (Exception fault)
        {
            await lifecycle.ReleaseAsync(leased, fault, isStopped: cancellationToken.IsCancellationRequested);
            throw;
        }
    }

    private async Task<RunOutcome> FinishInTimeAsync(
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

    private async Task<RunOutcome> FinishAsync(
        AssignmentMessage message, LeasedRun run, CancellationToken cancellationToken)
    {
        var outcome = await finisher.FinishAsync(run, cancellationToken);
        if (outcome is RunOutcome.Waiting waiting) return await DeferAsync(message, waiting, cancellationToken);
        if (outcome is RunOutcome.HeldElsewhere)
            await requeue.AfterLeaseAsync(message, run.Row.LeasedUntil, cancellationToken);
        return outcome;
    }

    private async Task<RunOutcome> DeferAsync(
        AssignmentMessage message, RunOutcome.Waiting waiting, CancellationToken cancellationToken) =>
        waiting with
        {
            Delay = await requeue.DeferAsync(message, waiting.Run, waiting.Delay, cancellationToken),
        };
}
