using Microsoft.Extensions.Logging;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Runtime;

/// <summary>
/// Processes messages that the host moved to a poison queue after five deliveries. A delivery is not a failure: a
/// message that did not fail by our own count is sent again, and others are recorded.
/// </summary>
public sealed class PoisonMessageProcessor(
    PoisonStore store,
    IEnumerable<IPoisonHandler> handlers,
    RuntimeMetrics metrics,
    TimeProvider clock,
    ILogger<PoisonMessageProcessor> logger)
{
    /// <summary>The dequeue count at which the host gives a message up: <c>maxDequeueCount</c> in host.json.</summary>
    public const int Deliveries = 5;

    /// <param name="queue">The queue that the message came from.</param>
    /// <param name="message">Any bytes. Recording the same message again changes nothing.</param>
    /// <param name="cancellationToken">The host's.</param>
    public Task RecordAsync(string queue, byte[] message, CancellationToken cancellationToken) =>
        RecordAsync(queue, QueueText.Of(message), cancellationToken);

    /// <param name="text">The text as it is in the queue.</param>
    public async Task RecordAsync(string queue, string text, CancellationToken cancellationToken)
    {
        var outcome = await HandleAsync(queue, text, cancellationToken);
        if (outcome == PoisonOutcome.SentAgain) Log.SentAgain(logger, queue, Deliveries);
        if (outcome != PoisonOutcome.Recorded) return;
        metrics.Poisoned(queue);
        Log.Poisoned(logger, queue);
    }

    private async Task<PoisonOutcome> HandleAsync(string queue, string text, CancellationToken cancellationToken)
    {
        var isMessage = QueueRegistry.IsMessage(queue, text);
        if (isMessage && handlers.FirstOrDefault(handler => handler.Queue == queue) is { } found)
            return await found.HandleAsync(text, cancellationToken);
        var reason = isMessage ? $"it was delivered {Deliveries} times" : UnrecordedPoisonMessage.UnreadableReason;
        await store.RecordAsync(Poison.OfMessage(queue, text, reason, clock.GetUtcNow()), cancellationToken);
        return PoisonOutcome.Recorded;
    }
}
