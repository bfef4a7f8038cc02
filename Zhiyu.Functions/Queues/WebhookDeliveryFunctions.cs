using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Functions.Queues;

/// <summary>Tells webhooks what happens.</summary>
public sealed class WebhookDeliveryFunctions(WebhookMessageProcessor work, PoisonMessageProcessor poison)
{
    [Function(WebhookMessage.Function)]
    public Task Deliver(
        [QueueTrigger(WebhookMessage.Queue)] byte[] message, CancellationToken cancellationToken) =>
        work.ProcessAsync(message, cancellationToken);

    [Function("RecordPoisonedWebhook")]
    public Task RecordPoisoned(
        [QueueTrigger(WebhookMessage.Queue + QueueDefinition.PoisonSuffix)] byte[] message,
        CancellationToken cancellationToken) =>
        poison.RecordAsync(WebhookMessage.Queue, message, cancellationToken);
}
