using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Zhiyu.Core.Events;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Functions;

/// <summary>Decides who answers each event.</summary>
public sealed class AllocationFunctions(IServiceProvider services)
{
    [Function(QueueListeners.Events)]
    public Task Allocate(
        [QueueTrigger(EventMessage.Queue)] EventMessage message, CancellationToken cancellationToken) =>
        services.GetRequiredService<QueueWork>().AllocateAsync(message, cancellationToken);

    [Function("RecordPoisonedEvent")]
    public Task RecordPoisoned(
        [QueueTrigger(EventMessage.Queue + "-poison")] string message, CancellationToken cancellationToken) =>
        services.GetRequiredService<PoisonWork>().RecordAsync(EventMessage.Queue, message, cancellationToken);
}
