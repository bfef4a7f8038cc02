using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime.Schedule;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// Processes one batch on request: a post that is due, events, and then at most as many assignments as the batch can
/// create. Works even while the runtime is off.
/// </summary>
public sealed class RuntimeTick(
    EventMessageProcessor eventWork,
    Executor executor,
    PostScheduler scheduler,
    ThreadStore threads,
    QueueDrain<EventMessage> events,
    QueueDrain<AssignmentMessage> assignments,
    IOptions<RuntimeOptions> options,
    IOptions<AllocationOptions> allocation,
    TimeProvider clock,
    ILogger<RuntimeTick> logger)
{
    public async Task<TickReport> RunAsync(CancellationToken cancellationToken)
    {
        var batch = options.Value.BatchSize;
        var post = await PostAsync(now: false, cancellationToken);
        var allocations = await events.RunAsync<AllocationOutcome>(
            eventWork.AllocateAsync,
            failed: (_, _) => Task.FromResult<AllocationOutcome?>(null),
            max: batch,
            parallel: batch,
            cancellationToken);
        var executions = await assignments.RunAsync(
            ExecuteAsync,
            FailedAsync,
            max: batch * allocation.Value.GlobalQuota,
            options.Value.MaxParallel,
            cancellationToken);
        return new TickReport(
            allocations.Count,
            allocations.OfType<AllocationOutcome.Decided>().Sum(decided => decided.Record.SelectedAgents.Count()),
            executions,
            post.Run is null ? null : post);
    }

    /// <summary>Writes a post now, in this call.</summary>
    /// <param name="now">Whether to post even if no post is due.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<TickPost> PostAsync(bool now, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        return await scheduler.RunAsync(now, cancellationToken) switch
        {
            ScheduleOutcome.Assigned assigned => await WriteAsync(assigned.RunId, started, cancellationToken),
            ScheduleOutcome.NotDue notDue => new TickPost(Run: null, 0, notDue.Reason),
            ScheduleOutcome.HeldBack heldBack => new TickPost(Run: null, 0, heldBack.Reason),
            _ => new TickPost(Run: null, 0, "no agent is fit to post"),
        };
    }

    // The queued assignment finds the run ended, or continues it after this attempt.
    private async Task<TickPost> WriteAsync(string runId, long started, CancellationToken cancellationToken)
    {
        try
        {
            await executor.ExecuteAsync(new AssignmentMessage(runId), cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Log.PostNotWritten(logger, runId, fault);
        }

        var run = (await threads.FindAsync<Run>(runId, cancellationToken))!.Row;
        var latency = (long)clock.GetElapsedTime(started).TotalMilliseconds;
        return new TickPost(run, latency, run.Reason);
    }

    private async Task<TickExecution?> ExecuteAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var outcome = await executor.ExecuteAsync(message, cancellationToken);
        var run = outcome switch
        {
            RunOutcome.Ended ended => ended.Run,
            RunOutcome.Waiting waiting => waiting.Run,
            _ => null,
        };
        return run is null
            ? null
            : new TickExecution(run, (long)clock.GetElapsedTime(started).TotalMilliseconds);
    }

    // The run stores what went wrong and waits for its next attempt.
    private async Task<TickExecution?> FailedAsync(AssignmentMessage message, CancellationToken cancellationToken) =>
        Ids.IsRun(message.RunId) && await threads.FindAsync<Run>(message.RunId, cancellationToken) is { } run
            ? new TickExecution(run.Row, LatencyMs: 0)
            : null;
}

/// <param name="Events">The number of processed event messages.</param>
/// <param name="AllocatedAgents">The number of agents that these events called.</param>
/// <param name="Executions">Runs that ended, wait for their model, or had a failed attempt.</param>
/// <param name="Post">The post that was due; null when none was due.</param>
public sealed record TickReport(
    int Events, int AllocatedAgents, IReadOnlyList<TickExecution> Executions, TickPost? Post);

/// <param name="Run">Null when there was none.</param>
/// <param name="LatencyMs">Milliseconds from the decision to the end of the attempt.</param>
/// <param name="Error">Why there is no post; null when there is one, or another executor is writing it.</param>
public sealed record TickPost(Run? Run, long LatencyMs, string? Error)
{
    /// <summary>The id of the post, or of the one whose thread was taken up; null when there is none.</summary>
    public string? PostId => Run?.ContentId is { } id ? Ids.Thread(id) : null;
}

/// <param name="LatencyMs">Milliseconds from the assignment to the run's end; 0 for an attempt that failed.</param>
public sealed record TickExecution(Run Run, long LatencyMs)
{
    public bool Succeeded => Run.Status is RunStatus.Published or RunStatus.Declined or RunStatus.Skipped;
}
