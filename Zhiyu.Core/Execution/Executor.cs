using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Telemetry;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution;

/// <summary>Takes an assignment: claims its run, has it finished, or leaves it for another time.</summary>
internal sealed class Executor(
    IThreadStore threads,
    IWorkQueue<AssignmentMessage> assignments,
    AgentCall call,
    RunFinisher finisher,
    EndedRuns ended,
    RunEndings endings,
    RunVotes votes,
    RunMetrics measures,
    TransientFaults passing,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    Random random,
    ILogger<Executor> logger)
{
    // A process that stops has few seconds.
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(2);

    /// <exception cref="TimeoutException">
    /// The run did not end within its lease; it waits for the next attempt.
    /// </exception>
    /// <exception cref="InvalidDataException">The message names no run.</exception>
    public async Task<ExecutionOutcome> ExecuteAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        if (!Ids.IsRun(message.RunId)) throw new InvalidDataException("The assignment names no run.");
        using var span = ForumTrace.Consume("execute run", message.TraceParent);
        var outcome = await CarryOutAsync(message, cancellationToken);
        if (outcome is ExecutionOutcome.Ended { Run: var run }) RunMetrics.Describe(span, run);
        return outcome;
    }

    private async Task<ExecutionOutcome> CarryOutAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        if (message.Assigned is { } assigned)
        {
            if (await TakeUpAsync(message, assigned.ToRun(message.RunId), cancellationToken) is { } outcome)
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

        if (run.Row.LeasedUntil > clock.GetUtcNow()) return await PutBackAsync(message, run.Row, cancellationToken);
        if (RetryLimits.ReasonOf(run.Row, options.Value) is not null && await GiveUpAsync(run.Row, cancellationToken) is { } end)
            return new ExecutionOutcome.Ended(end);
        return await TakeUpAsync(message, run, cancellationToken)
            ?? await PutBackAsync(message, Claimed(run.Row), cancellationToken);
    }

    private async Task<Run?> GiveUpAsync(Run run, CancellationToken cancellationToken)
    {
        var ending = await endings.EndAsync(
            run.Id, RunStatus.Failed, now => RetryLimits.ReasonOf(now, options.Value), cancellationToken);
        if (ending is not (RunEnding.Ended or RunEnding.EndedBefore)) return null;
        return (await threads.FindAsync<Run>(run.Id, cancellationToken))?.Row;
    }

    /// <returns>Null when the run is not as it was read any more.</returns>
    private async Task<ExecutionOutcome?> TakeUpAsync(
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
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await FinishAsync(message, run, both.Token);
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
                measures.Ended(end);
                Log.Ended(logger, end.Id, end.AgentId, end.Status, end.Reason);
                await votes.CastAsync(end, cancellationToken);
                return new ExecutionOutcome.Ended(end);
            case RunProgress.Waiting waiting:
                return await DeferAsync(message, run.Row, waiting.Asked, cancellationToken);
            default:
                return await PutBackAsync(message, run.Row, cancellationToken);
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

    // The one who has the run may die, and this message may be the only one left: it waits until the lease is over.
    private async Task<ExecutionOutcome> PutBackAsync(
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

    // Also when the host is stopping, so that the next attempt need not wait for the lease to run out. What was asked,
    // and perhaps answered, goes onto the record with it. The message comes back, and the host counts how often; what
    // counts here is only what failed.
    private async Task ReleaseAsync(LeasedRun run, Exception fault, bool isStopped)
    {
        if (run.Row.HasEnded) return;
        var released = run.Row with
        {
            LeasedUntil = null,
            Deaths = run.Stored.Row.LeasedUntil > clock.GetUtcNow() ? run.Row.Deaths : run.Row.DeathsSoFar,
            Reason = isStopped ? "it was stopped" : Describe(fault),
            Failures = run.Row.Failures + (isStopped || passing.Include(fault) ? 0 : 1),
        };
        if (await SaveAsync(run, released) is not { } notSaved || passing.Include(notSaved)) return;
        // What the attempt learnt cannot be written; that it failed, and what it cost, must be.
        await SaveAsync(run, run.Stored.Row with
        {
            LeasedUntil = null,
            Reason = Describe(notSaved),
            Failures = run.Row.Failures + 1,
            Usage = released.Usage,
            Unsettled = released.Unsettled,
            UnansweredCalls = released.UnansweredCalls,
        });
    }

    /// <returns>Why it could not be saved; null where it was, where another executor has it, and where time was up.</returns>
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
            return fault is OperationCanceledException ? null : fault;
        }
    }

    // A message of ours says what matters and nothing secret; of others only the kind is kept.
    private static string Describe(Exception fault) => fault switch
    {
        LlmException => fault.Message,
        TimeoutException => "its time was up",
        _ => fault.GetType().Name,
    };
}
