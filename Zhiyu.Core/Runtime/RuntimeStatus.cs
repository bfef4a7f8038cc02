using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Runtime;

/// <param name="Running">Whether queued work is processed.</param>
/// <param name="Events">The approximate number of queued events.</param>
/// <param name="Assignments">The approximate number of queued assignments.</param>
/// <param name="LlmConfigured">Whether a model is configured.</param>
/// <param name="Enabled">The value of <c>RUNTIME_ENABLED</c>.</param>
public sealed record RuntimeStatus(bool Running, int Events, int Assignments, bool LlmConfigured, bool Enabled)
{
    /// <summary>The approximate number of queued messages.</summary>
    public int QueueSize => Events + Assignments;

    /// <summary>Whether there is queued work and it is processed.</summary>
    public bool Processing => Running && QueueSize > 0;
}

/// <summary>Reads the state of the runtime.</summary>
public sealed class RuntimeStatusReader(
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
