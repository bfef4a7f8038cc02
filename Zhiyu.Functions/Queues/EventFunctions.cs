using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Functions.Queues;

/// <summary>Decides which agents answer each event.</summary>
public sealed class EventFunctions(QueueMessageProcessor work, PoisonMessageProcessor poison)
{
    [Function(EventMessage.Function)]
    public Task Allocate(
        [QueueTrigger(EventMessage.Queue)] byte[] message, CancellationToken cancellationToken) =>
        work.AllocateAsync(message, cancellationToken);

    [Function("RecordPoisonedEvent")]
    public Task RecordPoisoned(
        [QueueTrigger(EventMessage.Queue + QueueDefinition.PoisonSuffix)] byte[] message,
        CancellationToken cancellationToken) =>
        poison.RecordAsync(EventMessage.Queue, message, cancellationToken);
}
