using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// The work of the queue functions: process a message, or delay it while the runtime is off or the message is not due.
/// </summary>
public sealed class QueueMessageProcessor(
    RuntimeSwitch runtimeSwitch,
    EventMessageProcessor allocation,
    Executor executor,
    ModelClients models,
    ModelHealthBoard health,
    OutageWebhooks outages,
    IWorkQueue<AssignmentMessage> assignments,
    IOptions<RuntimeOptions> options,
    IOptions<ExecutionOptions> execution,
    TimeProvider clock) : IDisposable
{
    // Long enough to cost little while the runtime is off, and short enough to resume soon.
    private static readonly TimeSpan PutBackDelay = TimeSpan.FromSeconds(30);

    // The clock of storage may be slightly ahead of ours.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(1);

    // The host delivers as many messages as its settings allow; this limits how many run at once.
    private readonly SemaphoreSlim _slots = new(options.Value.MaxParallel);

    /// <exception cref="InvalidDataException">The bytes are not such a message.</exception>
    public async Task AllocateAsync(byte[] message, CancellationToken cancellationToken) =>
        await AllocateAsync(QueueText.Read<EventMessage>(message), cancellationToken);

    /// <exception cref="InvalidDataException">The bytes are not such a message.</exception>
    public async Task ExecuteAsync(byte[] message, CancellationToken cancellationToken) =>
        await ExecuteAsync(QueueText.Read<AssignmentMessage>(message), cancellationToken);

    public Task AllocateAsync(EventMessage message, CancellationToken cancellationToken) =>
        allocation.AllocateWhileOnAsync(message, PutBackDelay, cancellationToken);

    public async Task ExecuteAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            if (!await runtimeSwitch.IsOnAsync(cancellationToken))
                await assignments.SendAsync(message, PutBackDelay, cancellationToken);
            else if (await RemainingDelayAsync(message, cancellationToken) is { } delay)
                await assignments.SendAsync(message, delay, cancellationToken);
            else
                await ExecuteAndReportHealthAsync(message, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task ExecuteAndReportHealthAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await executor.ExecuteAsync(message, cancellationToken);
        }
        finally
        {
            await health.TellAsync(cancellationToken);
            await outages.TellAsync(cancellationToken);
        }
    }

    /// <summary>The remaining delay of a message; null when it is due or was woken.</summary>
    private async Task<TimeSpan?> RemainingDelayAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        var woken = await runtimeSwitch.WokenAtAsync(cancellationToken);
        if (woken is { } at) await models.WakeAsync(at);
        var remaining = message.NotBefore - clock.GetUtcNow();
        if (remaining is null || remaining <= Skew || message.PutOffAt < woken) return null;
        return remaining < execution.Value.MaxRequeueDelay ? remaining : execution.Value.MaxRequeueDelay;
    }

    public void Dispose() => _slots.Dispose();
}
