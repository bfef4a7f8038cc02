using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// Works off one batch by hand: its events, then every assignment that waits. Also while the runtime is off.
/// </summary>
internal sealed class RuntimeTick(
    Allocator allocator,
    Executor executor,
    QueueDrain<EventMessage> events,
    QueueDrain<AssignmentMessage> assignments,
    IOptions<RuntimeOptions> options,
    TimeProvider clock)
{
    public async Task<TickReport> RunAsync(CancellationToken cancellationToken)
    {
        var allocations = await events.RunAsync(
            allocator.AllocateAsync, options.Value.BatchSize, options.Value.BatchSize, cancellationToken);
        var executions = await assignments.RunAsync(
            ExecuteAsync, max: int.MaxValue, options.Value.MaxParallel, cancellationToken);
        return new TickReport(
            allocations.Count,
            allocations.OfType<AllocationOutcome.Decided>().Sum(decided => decided.Record.SelectedAgents.Count()),
            [.. executions.OfType<TickExecution>()]);
    }

    private async Task<TickExecution?> ExecuteAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var outcome = await executor.ExecuteAsync(message, cancellationToken);
        return outcome is ExecutionOutcome.Ended ended
            ? new TickExecution(ended.Run, (long)clock.GetElapsedTime(started).TotalMilliseconds)
            : null;
    }
}

/// <param name="Events">Event messages that were worked off.</param>
/// <param name="AllocatedAgents">Agents that these events called.</param>
/// <param name="Executions">Runs that ended.</param>
internal sealed record TickReport(int Events, int AllocatedAgents, IReadOnlyList<TickExecution> Executions);

/// <param name="LatencyMs">Milliseconds from the assignment to the run's end.</param>
internal sealed record TickExecution(Run Run, long LatencyMs)
{
    public bool Succeeded => Run.Status is RunStatus.Published or RunStatus.Declined or RunStatus.Skipped;
}
