using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Runtime;

/// <summary>Sends a message for webhooks again, as <see cref="EventPoison"/> does with an event.</summary>
/// <remarks>
/// A receiver that fails is no failure of the message: only storage that is away, or a process that crashes, leads
/// here.
/// </remarks>
internal sealed class WebhookPoison(
    PoisonStore store, IWorkQueue<WebhookMessage> queue, IOptions<EventOptions> options, TimeProvider clock)
    : IPoisonHandler
{
    public string Queue => WebhookMessage.Queue;

    public async Task<PoisonOutcome> HandleAsync(string text, CancellationToken cancellationToken)
    {
        var message = QueueText.Find<WebhookMessage>(text)!;
        var again = message with { Deaths = message.Deaths + PoisonMessageProcessor.Deliveries };
        if (again.Deaths < options.Value.MostDeaths)
        {
            await queue.SendAsync(again, options.Value.FaultDelay, cancellationToken);
            return PoisonOutcome.SentAgain;
        }

        await store.RecordAsync(
            Poison.OfMessage(Queue, text, $"it was delivered {again.Deaths} times", clock.GetUtcNow()),
            cancellationToken);
        return PoisonOutcome.Recorded;
    }
}
