using Azure.Data.Tables;
using Azure.Storage.Queues;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Runtime;

namespace Zhiyu.Core.Storage;

/// <summary>Creates the tables and queues that are missing.</summary>
internal sealed class StorageSetup(TableServiceClient tables, QueueServiceClient queues) : IStorageSetup
{
    public Task CreateAsync(CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. Keys.Tables.Select(name => tables.CreateTableIfNotExistsAsync(name, cancellationToken)),
        .. new[] { EventMessage.Queue, AssignmentMessage.Queue }.Select(name =>
            queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
    ]);
}
