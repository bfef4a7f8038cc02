using Microsoft.Azure.Functions.Worker;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Functions.Queues;

/// <summary>Executes each assigned run.</summary>
public sealed class AssignmentFunctions(QueueMessageProcessor work, PoisonMessageProcessor poison)
{
    [Function(AssignmentMessage.Function)]
    public Task Execute(
        [QueueTrigger(AssignmentMessage.Queue)] byte[] message, CancellationToken cancellationToken) =>
        work.ExecuteAsync(message, cancellationToken);

    [Function("RecordPoisonedAssignment")]
    public Task RecordPoisoned(
        [QueueTrigger(AssignmentMessage.Queue + QueueDefinition.PoisonSuffix)] byte[] message,
        CancellationToken cancellationToken) =>
        poison.RecordAsync(AssignmentMessage.Queue, message, cancellationToken);
}
