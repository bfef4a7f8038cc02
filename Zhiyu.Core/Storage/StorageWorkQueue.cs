using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Storage;

/// <summary>Opens queues in Azure Queue Storage.</summary>
internal sealed class StorageQueues(QueueServiceClient queues, TimeProvider clock) : IWorkQueueFactory
{
    public IWorkQueue<TMessage> Open<TMessage>(string name) where TMessage : class =>
        new StorageWorkQueue<TMessage>(queues.GetQueueClient(name), clock);
}

/// <summary>A queue in Azure Queue Storage. The client sends texts unchanged.</summary>
internal sealed class StorageWorkQueue<TMessage>(QueueClient queue, TimeProvider clock)
    : IWorkQueue<TMessage> where TMessage : class
{
    // Messages never expire: the default of seven days would lose messages while the runtime is off.
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    public async Task<MessageReceipt> SendAsync(
        TMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        SendReceipt sent = await queue.SendMessageAsync(QueueText.Write(message), delay, Never, cancellationToken);
        return new MessageReceipt(sent.MessageId, sent.PopReceipt);
    }

    public async Task RevealAsync(MessageReceipt receipt, CancellationToken cancellationToken)
    {
        try
        {
            await queue.UpdateMessageAsync(
                receipt.MessageId, receipt.PopReceipt, visibilityTimeout: TimeSpan.Zero,
                cancellationToken: cancellationToken);
        }
        // The receipt is invalid once the message was received; then there is nothing to reveal.
        catch (RequestFailedException seen) when (seen.Status is 400 or 404)
        {
        }
    }

    public async Task<IReadOnlyList<ReceivedMessage<TMessage>>> ReceiveAsync(
        int max, TimeSpan invisibility, CancellationToken cancellationToken)
    {
        QueueMessage[] messages = await queue.ReceiveMessagesAsync(max, invisibility, cancellationToken);
        return [.. messages.Select(message => new ReceivedMessage<TMessage>(
            QueueText.Find<TMessage>(message.MessageText), new MessageReceipt(message.MessageId, message.PopReceipt)))];
    }

    public async Task<IReadOnlyList<PeekedMessage<TMessage>>> PeekAsync(
        int max, CancellationToken cancellationToken)
    {
        PeekedMessage[] messages = await queue.PeekMessagesAsync(max, cancellationToken);
        return [.. messages.Select(message => new PeekedMessage<TMessage>(
            QueueText.Find<TMessage>(message.MessageText), message.InsertedOn ?? clock.GetUtcNow()))];
    }

    public async Task DeleteAsync(MessageReceipt receipt, CancellationToken cancellationToken)
    {
        try
        {
            await queue.DeleteMessageAsync(receipt.MessageId, receipt.PopReceipt, cancellationToken);
        }
        // The visibility timeout has passed. The next receiver finds the work done.
        catch (RequestFailedException taken) when (taken.Status is 400 or 404)
        {
        }
    }

    public async Task<int> CountAsync(CancellationToken cancellationToken) =>
        (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;

    public async Task<QueueLag> MeasureAsync(CancellationToken cancellationToken)
    {
        var count = CountAsync(cancellationToken);
        var first = queue.PeekMessageAsync(cancellationToken);
        await Task.WhenAll(count, first);
        PeekedMessage? message = (await first).Value;
        var age = message?.InsertedOn is { } sentAt
            ? clock.GetUtcNow() - IDelayedMessage.WaitsSince(QueueText.Find<TMessage>(message.MessageText), sentAt)
            : TimeSpan.Zero;
        return new QueueLag(await count, age < TimeSpan.Zero ? TimeSpan.Zero : age);
    }
}
