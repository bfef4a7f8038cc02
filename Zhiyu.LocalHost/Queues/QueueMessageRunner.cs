using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Queues;

/// <summary>
/// Runs the function for one message, and then deletes the message, releases it or moves it to the poison queue.
/// </summary>
internal sealed class QueueMessageRunner(
    QueueSettings settings, LocalHostOptions options, FunctionInvoker invoker, QueueBell bell, StopSignals stop,
    TimeProvider time, ILogger logger)
{
    /// <summary>
    /// Never throws: if a storage request fails, the message becomes visible again after its timeout.
    /// </summary>
    public async Task RunAsync(QueueFunction queue, QueueClient client, QueueMessage message)
    {
        try
        {
            await using var lease = new MessageLease(client, message, options.MessageInvisibility, time);
            if (stop.Receiving.IsCancellationRequested)
                await lease.GiveBackAsync(TimeSpan.Zero, CancellationToken.None);
            else if (message.DequeueCount > settings.MaxDequeueCount && !queue.IsPoisonQueue)
                await PoisonAsync(queue, message, lease);
            else
                await RunAsync(queue, message, lease);
        }
        catch (Exception exception)
        {
            Log.MessageNotEnded(logger, exception, queue.QueueName, message.MessageId);
        }
    }

    private async Task RunAsync(QueueFunction queue, QueueMessage message, MessageLease lease)
    {
        try
        {
            await InvokeAsync(queue, message);
        }
        catch (OperationCanceledException) when (stop.Functions.IsCancellationRequested)
        {
            Log.Released(logger, queue.Function.Name, message.MessageId);
            await lease.GiveBackAsync(TimeSpan.Zero, CancellationToken.None);
            return;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, exception, queue.Function.Name, message.MessageId, message.DequeueCount);
            // A failed message of a poison queue stays invisible until its timeout, so that it is not retried in a
            // tight loop.
            if (queue.IsPoisonQueue) return;
            if (message.DequeueCount < settings.MaxDequeueCount)
                await lease.GiveBackAsync(settings.VisibilityTimeout, CancellationToken.None);
            else
                await PoisonAsync(queue, message, lease);
            return;
        }

        bell.Ring(queue.Function);
        await lease.DeleteAsync(CancellationToken.None);
    }

    // A function that does not stop in time is abandoned, because the process exits.
    private Task InvokeAsync(QueueFunction queue, QueueMessage message) =>
        invoker.InvokeAsync(
            queue.Function,
            parameter => QueuePayload.Bind(message.MessageText, parameter.ParameterType, settings.Base64),
            stop.Functions).WaitAsync(stop.Over);

    private async Task PoisonAsync(QueueFunction queue, QueueMessage message, MessageLease lease)
    {
        var poison = QueueClients.Open(queue.ConnectionString, queue.PoisonQueueName);
        await poison.CreateIfNotExistsAsync();
        // Moves the text unchanged, even if no function can read it, as the platform does.
        await poison.SendMessageAsync(message.MessageText);
        bell.RingPoison(queue.PoisonQueueName);
        await lease.DeleteAsync(CancellationToken.None);
        Log.Poisoned(logger, message.MessageId, queue.QueueName, queue.PoisonQueueName);
    }
}
