using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Execution;

namespace Zhiyu.Core.Runtime;

/// <summary>What the queue functions do: work a message off, or put it back while the runtime is off.</summary>
internal sealed class QueueWork(
    RuntimeSwitch runtimeSwitch,
    Allocator allocator,
    Executor executor,
    IWorkQueue<EventMessage> events,
    IWorkQueue<AssignmentMessage> assignments,
    IOptions<RuntimeOptions> options) : IDisposable
{
    // Long enough to cost little while the runtime is off, short enough to be felt when it is on again.
    private static readonly TimeSpan PutBackDelay = TimeSpan.FromSeconds(30);

    // The host hands out as many messages as its settings allow; what is more than may run at once waits its turn.
    private readonly SemaphoreSlim _places = new(options.Value.MaxParallel);

    /// <exception cref="InvalidDataException">They are no such message.</exception>
    public async Task AllocateAsync(byte[] message, CancellationToken cancellationToken) =>
        await AllocateAsync(QueueText.Read<EventMessage>(message), cancellationToken);

    /// <exception cref="InvalidDataException">They are no such message.</exception>
    public async Task ExecuteAsync(byte[] message, CancellationToken cancellationToken) =>
        await ExecuteAsync(QueueText.Read<AssignmentMessage>(message), cancellationToken);

    public async Task AllocateAsync(EventMessage message, CancellationToken cancellationToken)
    {
        if (await runtimeSwitch.IsOnAsync(cancellationToken))
            await allocator.AllocateAsync(message, cancellationToken);
        else
            await events.SendAsync(message, PutBackDelay, cancellationToken);
    }

    public async Task ExecuteAsync(AssignmentMessage message, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            if (await runtimeSwitch.IsOnAsync(cancellationToken))
                await executor.ExecuteAsync(message, cancellationToken);
            else
                await assignments.SendAsync(message, PutBackDelay, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();
}
