using Microsoft.Extensions.Options;
using Zhiyu.Core.Execution;
using Zhiyu.Core.Execution.Models;
using Zhiyu.Core.Execution.Models.Health;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;

namespace Zhiyu.Core.Runtime;

/// <summary>What the queue functions do: work a message off, or put it back while the runtime is off or its
/// time has not come.</summary>
internal sealed class QueueWork(
    RuntimeSwitch runtimeSwitch,
    EventWork allocation,
    Executor executor,
    ModelClients models,
    ModelHealthBoard health,
    IWorkQueue<AssignmentMessage> assignments,
    IOptions<RuntimeOptions> options,
    IOptions<ExecutionOptions> execution,
    TimeProvider clock) : IDisposable
{
    // Long enough to cost little while the runtime is off, short enough to be felt when it is on again.
    private static readonly TimeSpan PutBackDelay = TimeSpan.FromSeconds(30);

    // The clock of storage may be a little ahead of ours.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(1);

    // The host hands out as many messages as its settings allow; what is more than may run at once waits its turn.
    private readonly SemaphoreSlim _places = new(options.Value.MaxParallel);

    /// <exception cref="InvalidDataException">They are no such message.</exception>
    public async Task AllocateAsync(byte[] message, CancellationToken cancellationToken) =>
        await AllocateAsync(QueueText.Read<EventMessage>(message), cancellationToken);

    /// <exception cref="InvalidDataException">They are no such message.</exception>
    public async Task ExecuteAsync(byte[] message, CancellationToken cancellationToken) =>
        await ExecuteAsync(QueueText.Read<AssignmentMessage>(message), cancellationToken);

    public Task AllocateAsync(EventMessage message, CancellationToken cancellationToken) =>
        allocation.AllocateWhileOnAsync(message, PutBackDelay, cancellationToken);

    public async Task ExecuteAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            if (!await runtimeSwitch.IsOnAsync(cancellationToken))
                await assignments.SendAsync(message, PutBackDelay, cancellationToken);
            else if (await SleepOfAsync(message, cancellationToken) is { } sleep)
                await assignments.SendAsync(message, sleep, cancellationToken);
            else
                await ExecuteAndTellAsync(message, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task ExecuteAndTellAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await executor.ExecuteAsync(message, cancellationToken);
        }
        finally
        {
            await health.TellAsync(cancellationToken);
        }
    }

    /// <summary>For how long a message goes on waiting; null when its time has come, or somebody woke it.</summary>
    private async Task<TimeSpan?> SleepOfAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        var woken = await runtimeSwitch.WokenAtAsync(cancellationToken);
        if (woken is { } at) await models.WakeAsync(at);
        var left = message.NotBefore - clock.GetUtcNow();
        if (left is null || left <= Skew || message.PutOffAt < woken) return null;
        return left < execution.Value.LongestSleep ? left : execution.Value.LongestSleep;
    }

    public void Dispose() => _places.Dispose();
}
