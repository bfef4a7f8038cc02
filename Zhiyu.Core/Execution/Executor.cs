using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution.Llm;
using Zhiyu.Core.Execution.Output;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Execution;

/// <summary>
/// Brings a run to its one outcome: claim, context, prompt, call, parse, publish. The answer is kept before it is
/// published, so that whoever takes over a run goes on from there.
/// </summary>
internal sealed class Executor(
    IThreadStore threads,
    IWorkQueue<AssignmentMessage> assignments,
    ThreadReader reader,
    AgentCall call,
    ReplyPublisher publisher,
    IOptions<ExecutionOptions> options,
    TimeProvider clock,
    ILogger<Executor> logger)
{
    /// <exception cref="LlmException">The model failed in a way that may pass; the run waits.</exception>
    /// <exception cref="TimeoutException">The run did not end within its lease; it waits likewise.</exception>
    /// <exception cref="InvalidDataException">The message names no run.</exception>
    public async Task<ExecutionOutcome> ExecuteAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        if (!Ids.IsRun(message.RunId)) throw new InvalidDataException("The assignment names no run.");
        var run = await threads.FindAsync<Run>(message.RunId, cancellationToken)
            ?? throw new InvalidDataException($"The assignment names run {message.RunId}, which does not exist.");

        if (run.Row.HasEnded) return new ExecutionOutcome.EndedBefore(run.Row);
        if (run.Row.LeasedUntil > clock.GetUtcNow()) return await PutBackAsync(run.Row, cancellationToken);
        var leased = new LeasedRun(threads, run);
        if (!await leased.SaveAsync(Claimed(run.Row), cancellationToken))
            return await PutBackAsync(Claimed(run.Row), cancellationToken);

        using var deadline = new CancellationTokenSource(options.Value.Lease - options.Value.WriteReserve, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            if (await FinishAsync(leased, both.Token) is not { } ended)
                return await PutBackAsync(leased.Row, cancellationToken);
            Log.Ended(logger, ended.Id, ended.AgentId, ended.Status, ended.Reason);
            return new ExecutionOutcome.Ended(ended);
        }
        catch (Exception fault)
        {
            var late = fault is OperationCanceledException && deadline.IsCancellationRequested;
            await ReleaseAsync(leased, late ? "its time was up" : Describe(fault));
            if (late) throw new TimeoutException($"Run {message.RunId} did not end within its lease.", fault);
            throw;
        }
    }

    /// <returns>The run as it ended; null when somebody else has taken it over.</returns>
    private async Task<Run?> FinishAsync(LeasedRun run, CancellationToken cancellationToken)
    {
        var reading = await reader.ReadAsync(run.Row, cancellationToken);
        if (reading is Reading.Nothing nothing)
            return await EndAsync(run, RunStatus.Skipped, nothing.Reason, cancellationToken);

        var thread = (Reading.Thread)reading;
        if (run.Row.Answer is null)
        {
            try
            {
                run.Row = await call.AskAsync(run.Row, thread, cancellationToken);
            }
            catch (LlmException refused) when (refused.Fault == LlmFault.Permanent)
            {
                return await EndAsync(run, RunStatus.Failed, refused.Message, cancellationToken);
            }
        }

        switch (AgentReply.Parse(run.Row.Answer!.Text, run.Row.Answer.Truncated, thread.Context.Persona.Name))
        {
            case ParsedOutput.Reply reply:
                if (!run.IsSaved && !await run.SaveAsync(run.Row, cancellationToken)) return null;
                return await publisher.PublishAsync(run.Stored, thread.Post, reply.Body, cancellationToken);
            case ParsedOutput.Decline decline:
                return await EndAsync(run, RunStatus.Declined, decline.Reason, cancellationToken);
            case ParsedOutput.Unusable unusable:
                return await EndAsync(run, RunStatus.Failed, unusable.Reason, cancellationToken);
            default:
                throw new UnreachableException();
        }
    }

    private Run Claimed(Run run) => run with
    {
        Status = RunStatus.Running,
        Attempts = run.Attempts + 1,
        LeasedUntil = clock.GetUtcNow() + options.Value.Lease,
    };

    private async Task<Run?> EndAsync(
        LeasedRun run, RunStatus status, string reason, CancellationToken cancellationToken)
    {
        var ended = run.Row.End(status, reason, clock.GetUtcNow());
        return await run.SaveAsync(ended, cancellationToken) ? ended : null;
    }

    // The one who has the run may die, and this message may be the only one left: it waits until the lease is over.
    private async Task<ExecutionOutcome> PutBackAsync(Run run, CancellationToken cancellationToken)
    {
        var wait = (run.LeasedUntil ?? clock.GetUtcNow()) - clock.GetUtcNow() + TimeSpan.FromSeconds(1);
        await assignments.SendAsync(
            new AssignmentMessage(run.Id), wait < TimeSpan.Zero ? TimeSpan.Zero : wait, cancellationToken);
        return new ExecutionOutcome.PutBack(run);
    }

    // Also when the host is stopping, so that the next attempt need not wait for the lease to run out. What was asked,
    // and perhaps answered, goes onto the record with it.
    private async Task ReleaseAsync(LeasedRun run, string reason)
    {
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
