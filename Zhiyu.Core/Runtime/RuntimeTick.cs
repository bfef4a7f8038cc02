using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// Works off one batch by hand: its events, then the assignments that wait, as many as a batch can have called. Also
/// while the runtime is off.
/// </summary>
internal sealed class RuntimeTick(
    Allocator allocator,
    Executor executor,
    IThreadStore threads,
    QueueDrain<EventMessage> events,
    QueueDrain<AssignmentMessage> assignments,
    IOptions<RuntimeOptions> options,
    IOptions<AllocationOptions> allocation,
    TimeProvider clock)
{
    public async Task<TickReport> RunAsync(CancellationToken cancellationToken)
    {
        var batch = options.Value.BatchSize;
        var allocations = await events.RunAsync<AllocationOutcome>(
            async (message, token) => await allocator.AllocateAsync(message, token),
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
            executions);
    }

    private async Task<TickExecution?> ExecuteAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var outcome = await executor.ExecuteAsync(message, cancellationToken);
        var run = outcome switch
        {
            ExecutionOutcome.Ended ended => ended.Run,
            ExecutionOutcome.Deferred deferred => deferred.Run,
            _ => null,
        };
        return run is null
            ? null
            : new TickExecution(run, (long)clock.GetElapsedTime(started).TotalMilliseconds);
    }

    // The run says what went wrong, and waits for its next attempt.
    private async Task<TickExecution?> FailedAsync(AssignmentMessage message, CancellationToken cancellationToken) =>
        Ids.IsRun(message.RunId) && await threads.FindAsync<Run>(message.RunId, cancellationToken) is { } run
            ? new TickExecution(run.Row, LatencyMs: 0)
            : null;
}

/// <param name="Events">Event messages that were worked off.</param>
/// <param name="AllocatedAgents">Agents that these events called.</param>
/// <param name="Executions">Runs that ended, that wait for their model, or whose attempt failed.</param>
internal sealed record TickReport(int Events, int AllocatedAgents, IReadOnlyList<TickExecution> Executions);

/// <param name="LatencyMs">Milliseconds from the assignment to the run's end; 0 for an attempt that failed.</param>
internal sealed record TickExecution(Run Run, long LatencyMs)
{
    public bool Succeeded => Run.Status is RunStatus.Published or RunStatus.Declined or RunStatus.Skipped;
}
