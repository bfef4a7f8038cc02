using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Runtime;

/// <param name="Running">Whether queued work is being done.</param>
/// <param name="Events">Events that wait, about.</param>
/// <param name="Assignments">Assignments that wait, about.</param>
/// <param name="LlmConfigured">Whether there is a model to call.</param>
/// <param name="Enabled">What <c>RUNTIME_ENABLED</c> says.</param>
internal sealed record RuntimeStatus(bool Running, int Events, int Assignments, bool LlmConfigured, bool Enabled)
{
    /// <summary>All that waits, about.</summary>
    public int QueueSize => Events + Assignments;

    /// <summary>Whether there is work and it is being done.</summary>
    public bool Processing => Running && QueueSize > 0;
}

/// <summary>Tells how the runtime is doing.</summary>
internal sealed class RuntimeStatusReader(
    RuntimeSwitch runtimeSwitch,
    LlmStatus llm,
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    IOptions<RuntimeOptions> options)
{
    public async Task<RuntimeStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var waitingEvents = events.MeasureAsync(cancellationToken);
        var waitingAssignments = assignments.MeasureAsync(cancellationToken);
        var running = await runtimeSwitch.IsOnAsync(cancellationToken);
        await Task.WhenAll(waitingEvents, waitingAssignments);
        return new RuntimeStatus(
            running,
            (await waitingEvents).Messages,
            (await waitingAssignments).Messages,
            llm.Configured,
            options.Value.Enabled);
    }
}
