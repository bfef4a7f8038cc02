using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Runtime;

/// <summary>Processes the visible messages of a queue directly, without the host's listener.</summary>
public sealed class QueueDrain<TMessage>(IWorkQueue<TMessage> queue, ILogger<QueueDrain<TMessage>> logger)
    where TMessage : class
{
    // Longer than any run, so only messages of a crashed process become visible again.
    private static readonly TimeSpan Invisibility = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Processes messages until none is visible, at most <paramref name="max"/>, with <paramref name="parallel"/> at
    /// once. A message that fails stays in the queue and becomes visible again.
    /// </summary>
    /// <param name="handle">Processes a message; null adds nothing to the results.</param>
    /// <param name="failed">The result for a message that failed; null adds nothing.</param>
    public async Task<IReadOnlyList<TResult>> RunAsync<TResult>(
        Func<TMessage, CancellationToken, Task<TResult?>> handle,
        Func<TMessage, CancellationToken, Task<TResult?>> failed,
        int max,
        int parallel,
        CancellationToken cancellationToken) where TResult : class
    {
        var results = new ConcurrentQueue<TResult>();
        for (var count = 0; count < max;)
        {
            var batch = await TakeAsync(Math.Min(parallel, max - count), cancellationToken);
            if (batch.Count == 0) break;
            count += batch.Count;
            await Task.WhenAll(batch.Select(async received =>
            {
                // An unreadable message stays in the queue, where the listener moves it to the poison queue.
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
                // Not cancelled with the caller, because a follow-up message may be in the queue already.
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
        var batch = new List<ReceivedMessage<TMessage>>();
        while (batch.Count < max)
        {
            var received = await queue.ReceiveAsync(Math.Min(32, max - batch.Count), Invisibility, cancellationToken);
            if (received.Count == 0) break;
            batch.AddRange(received);
        }

        return batch;
    }
}
