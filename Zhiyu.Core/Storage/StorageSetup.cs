using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Zhiyu.Core.Network;
using Zhiyu.Core.Runtime;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Storage;

/// <summary>Creates missing tables, queues and containers.</summary>
internal sealed class StorageSetup(TableServiceClient tables, QueueServiceClient queues, OverflowBlobs overflow)
    : IStorageSetup
{
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CreateAllAsync(cancellationToken);
        }
        catch (RequestFailedException fault)
        {
            throw StorageOptions.Unusable(fault.Message, ProxyAdvice);
        }
        // The client throws one exception for each attempt when a server does not answer; all are alike.
        catch (AggregateException fault) when (fault.InnerException is RequestFailedException last)
        {
            throw StorageOptions.Unusable(last.Message, ProxyAdvice);
        }
    }

    private string? ProxyAdvice => OutboundProxy.OfMachine.AdviceFor(tables.Uri);

    private Task CreateAllAsync(CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. Stores.Tables.Select(name => tables.CreateTableIfNotExistsAsync(name, cancellationToken)),
        .. QueueRegistry.All
            .SelectMany(queue => new[] { queue.Name, queue.PoisonName }).Select(name =>
            queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        overflow.CreateAsync(cancellationToken),
    ]);
}
