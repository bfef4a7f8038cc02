using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Functions.Queues;

/// <summary>Decides which agents answer each event.</summary>
public sealed class EventFunctions(IServiceProvider services)
{
    [Function(EventMessage.Function)]
    public Task Allocate(
        [QueueTrigger(EventMessage.Queue)] byte[] message, CancellationToken cancellationToken) =>
        services.GetRequiredService<QueueWork>().AllocateAsync(message, cancellationToken);

    [Function("RecordPoisonedEvent")]
    public Task RecordPoisoned(
        [QueueTrigger(EventMessage.Queue + QueueDefinition.PoisonSuffix)] byte[] message, CancellationToken cancellationToken) =>
        services.GetRequiredService<PoisonWork>().RecordAsync(EventMessage.Queue, message, cancellationToken);
}
