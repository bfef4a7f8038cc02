using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Queues;

/// <summary>Runs the function for one message and decides what becomes of the message.</summary>
internal sealed class QueueMessageRunner(
    QueueSettings settings, LocalHostOptions options, FunctionInvoker invoker, QueueBell bell, StopSignals stop,
    TimeProvider time, ILogger logger)
{
    /// <summary>Never throws: what can't be told to storage comes back by itself when the invisibility ends.</summary>
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
            // With nowhere further to go it stays invisible for its time, so that it can't spin.
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

    // What does not end by itself after a stop is left behind: the process is going.
    private Task InvokeAsync(QueueFunction queue, QueueMessage message) =>
        invoker.InvokeAsync(
            queue.Function,
            parameter => QueuePayload.Bind(message.MessageText, parameter.ParameterType, settings.Base64),
            stop.Functions).WaitAsync(stop.Over);

    private async Task PoisonAsync(QueueFunction queue, QueueMessage message, MessageLease lease)
    {
        var poison = QueueClients.Open(queue.ConnectionString, queue.PoisonQueueName);
        await poison.CreateIfNotExistsAsync();
        // As it stands, also where no function can read it, as the platform does.
        await poison.SendMessageAsync(message.MessageText);
        bell.RingPoison(queue.PoisonQueueName);
        await lease.DeleteAsync(CancellationToken.None);
        Log.Poisoned(logger, message.MessageId, queue.QueueName, queue.PoisonQueueName);
    }
}
