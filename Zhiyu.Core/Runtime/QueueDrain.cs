using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Events;

namespace Zhiyu.Core.Runtime;

/// <summary>Works off what is visible on a queue, here and now, without the host's listener.</summary>
internal sealed class QueueDrain<TMessage>(IWorkQueue<TMessage> queue, ILogger<QueueDrain<TMessage>> logger)
    where TMessage : class
{
    // As long as a listener's: a message left by a dead process comes back after it.
    private static readonly TimeSpan Invisibility = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Handles messages until none is visible, at most <paramref name="max"/> of them,
    /// <paramref name="parallel"/> at once. One that fails stays on the queue and comes back.
    /// </summary>
    public async Task<IReadOnlyList<TResult>> RunAsync<TResult>(
        Func<TMessage, CancellationToken, Task<TResult>> handle,
        int max,
        int parallel,
        CancellationToken cancellationToken)
    {
        var results = new ConcurrentQueue<TResult>();
        for (var taken = 0; taken < max;)
        {
            var wave = await TakeAsync(Math.Min(parallel, max - taken), cancellationToken);
            if (wave.Count == 0) break;
            taken += wave.Count;
            await Task.WhenAll(wave.Select(async received =>
            {
                if (await HandleAsync(received, handle, cancellationToken) is { } result) results.Enqueue(result.Value);
            }));
        }

        return [.. results];
    }

    private async Task<IReadOnlyList<ReceivedMessage<TMessage>>> TakeAsync(int max, CancellationToken cancellationToken)
    {
        var wave = new List<ReceivedMessage<TMessage>>();
        while (wave.Count < max)
        {
            var received = await queue.ReceiveAsync(Math.Min(32, max - wave.Count), Invisibility, cancellationToken);
            if (received.Count == 0) break;
            wave.AddRange(received);
        }

        return wave;
    }

    private async Task<Handled<TResult>?> HandleAsync<TResult>(
        ReceivedMessage<TMessage> received,
        Func<TMessage, CancellationToken, Task<TResult>> handle,
        CancellationToken cancellationToken)
    {
        // What is not ours stays where it is, for the listener to poison.
        if (received.Message is null) return null;
        try
        {
            var result = await handle(received.Message, cancellationToken);
            await queue.DeleteAsync(received.Receipt, cancellationToken);
            return new Handled<TResult>(result);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Log.LeftOnQueue(logger, typeof(TMessage).Name, fault);
            return null;
        }
    }

    private sealed record Handled<TResult>(TResult Value);
}
