using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution.Llm;
using Zhiyu.Core.Forum;
using Zhiyu.Core.Telemetry;

namespace Zhiyu.Core.Execution;

/// <summary>Takes an assignment: claims its run, has it finished, or leaves it for another time.</summary>
internal sealed class Executor(
    IThreadStore threads,
    IWorkQueue<AssignmentMessage> assignments,
    AgentCall call,
    RunFinisher finisher,
    EndedRuns ended,
    RunVotes votes,
    RunMeasures measures,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    Random random,
    ILogger<Executor> logger)
{
    /// <exception cref="TimeoutException">
    /// The run did not end within its lease; it waits for the next attempt.
    /// </exception>
    /// <exception cref="InvalidDataException">The message names no run.</exception>
    public async Task<ExecutionOutcome> ExecuteAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        if (!Ids.IsRun(message.RunId)) throw new InvalidDataException("The assignment names no run.");
        using var span = ForumTrace.Consume("execute run", message.TraceParent);
        var outcome = await CarryOutAsync(message, cancellationToken);
        if (outcome is ExecutionOutcome.Ended { Run: var run }) RunMeasures.Describe(span, run);
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
        return await TakeUpAsync(message, run, cancellationToken)
            ?? await PutBackAsync(message, Claimed(run.Row), cancellationToken);
    }

    /// <returns>Null when the run is not as it was read any more.</returns>
    private async Task<ExecutionOutcome?> TakeUpAsync(
        AssignmentMessage message, Stored<Run> run, CancellationToken cancellationToken)
    {
        if (run.Row.Answer is null && await call.PauseAsync(run.Row, cancellationToken) is { } pause)
            return await DeferAsync(message, run.Row, pause, cancellationToken);
        var leased = new LeasedRun(threads, run);
        if (!await leased.SaveAsync(Claimed(run.Row), cancellationToken)) return null;

        using var deadline = new CancellationTokenSource(options.Value.Lease - options.Value.WriteReserve, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await FinishAsync(message with { Assigned = null }, leased, both.Token);
        }
        catch (Exception fault)
        {
            var late = fault is OperationCanceledException && deadline.IsCancellationRequested;
            await ReleaseAsync(leased, late ? "its time was up" : Describe(fault));
            if (late) throw new TimeoutException($"Run {message.RunId} did not end within its lease.", fault);
            throw;
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

    private Run Claimed(Run run) => run with
    {
        Status = RunStatus.Running,
        Attempts = run.Attempts + 1,
        LeasedUntil = clock.GetUtcNow() + options.Value.Lease,
    };

    private async Task<ExecutionOutcome> DeferAsync(
        AssignmentMessage message, Run run, TimeSpan? asked, CancellationToken cancellationToken)
    {
        var delay = Deferral.Delay(message.Deferrals, run.UnansweredCalls, asked, options.Value, random);
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
    // and perhaps answered, goes onto the record with it.
    private async Task ReleaseAsync(LeasedRun run, string reason)
    {
        if (run.Row.HasEnded) return;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
        try
        {
            await run.SaveAsync(run.Row with { LeasedUntil = null, Reason = reason }, limit.Token);
        }
        catch (Exception fault)
        {
            Log.NotReleased(logger, run.Row.Id, fault);
        }
    }

    // A message of ours says what matters and nothing secret; of others only the kind is kept.
    private static string Describe(Exception fault) => fault is LlmException ? fault.Message : fault.GetType().Name;
}
