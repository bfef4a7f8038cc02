using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Runtime;

/// <summary>Works off what is visible on a queue, here and now, without the host's listener.</summary>
internal sealed class QueueDrain<TMessage>(IWorkQueue<TMessage> queue, ILogger<QueueDrain<TMessage>> logger)
    where TMessage : class
{
    // Longer than any run takes: a message left by a dead process comes back after it.
    private static readonly TimeSpan Invisibility = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Handles messages until none is visible, at most <paramref name="max"/> of them,
    /// <paramref name="parallel"/> at once. One that fails stays on the queue and comes back.
    /// </summary>
    /// <param name="handle">Works a message off; null tells nothing of it.</param>
    /// <param name="failed">What to tell of a message that failed.</param>
    public async Task<IReadOnlyList<TResult>> RunAsync<TResult>(
        Func<TMessage, CancellationToken, Task<TResult?>> handle,
        Func<TMessage, CancellationToken, Task<TResult?>> failed,
        int max,
        int parallel,
        CancellationToken cancellationToken) where TResult : class
    {
        var results = new ConcurrentQueue<TResult>();
        for (var taken = 0; taken < max;)
        {
            var wave = await TakeAsync(Math.Min(parallel, max - taken), cancellationToken);
            if (wave.Count == 0) break;
            taken += wave.Count;
            await Task.WhenAll(wave.Select(async received =>
            {
                // What is not ours stays where it is, for the listener to poison.
                if (received.Message is not { } message) return;
                if (await HandleAsync(message, received.Receipt) is { } result) results.Enqueue(result);
            }));
        }

        return [.. results];

        async Task<TResult?> HandleAsync(TMessage message, MessageReceipt receipt)
        {
            try
            {
                var result = await handle(message, cancellationToken);
                // Also for a caller who has gone: what it was replaced by may be on the queue already.
                await queue.DeleteAsync(receipt, CancellationToken.None);
                return result;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                Log.LeftOnQueue(logger, typeof(TMessage).Name, fault);
                return await failed(message, cancellationToken);
            }
        }
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
}
