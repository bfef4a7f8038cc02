using System.Diagnostics;
using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Google.Protobuf;
using Zhiyu.Tests.Worker.Platform.Rpc;

namespace Zhiyu.Tests.Worker.Platform;

/// <summary>Gives the messages of one queue to its function.</summary>
internal sealed class QueuePump(WorkerFunction function, HostSettings settings, Invoker invoker, WorkerOutput output)
{
    private const string PoisonSuffix = "-poison";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    // The platform's. It renews it at half time; no test runs that long.
    private static readonly TimeSpan Invisibility = TimeSpan.FromMinutes(10);

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly QueueClient _queue = new(settings[function.Connection], function.QueueName);
    private readonly HashSet<Task> _running = [];

    private bool IsPoisonQueue => function.QueueName.EndsWith(PoisonSuffix, StringComparison.Ordinal);

    /// <summary>Until it is stopped; ends when what it took has ended.</summary>
    public async Task RunAsync(CancellationToken stopped)
    {
        try
        {
            await _queue.CreateIfNotExistsAsync(cancellationToken: stopped);
            for (var pause = FirstPause; ; pause = pause * 2 < settings.MaxPollingInterval
                     ? pause * 2
                     : settings.MaxPollingInterval)
            {
                while (await ReceiveAsync(stopped) > 0) pause = FirstPause;
                await Task.Delay(pause, TimeProvider.System, stopped);
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            await Task.WhenAll(_running);
        }
    }

    private async Task<int> ReceiveAsync(CancellationToken stopped)
    {
        while (_running.Count > settings.NewBatchThreshold)
            _running.Remove(await Task.WhenAny(_running).WaitAsync(stopped));
        stopped.ThrowIfCancellationRequested();
        // Not cancelled half way: messages would be taken and not handled.
        QueueMessage[] messages = await _queue.ReceiveMessagesAsync(
            settings.BatchSize, Invisibility, CancellationToken.None);
        foreach (var message in messages) _running.Add(HandleAsync(message));
        return messages.Length;
    }

    private async Task HandleAsync(QueueMessage message)
    {
        try
        {
            if (await SucceedsAsync(message))
                await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            else if (IsPoisonQueue)
                return; // Invisible for its time, so that it does not spin.
            else if (message.DequeueCount < settings.MaxDequeueCount)
                await _queue.UpdateMessageAsync(
                    message.MessageId, message.PopReceipt, visibilityTimeout: settings.VisibilityTimeout);
            else
                await PoisonAsync(message);
        }
        catch (OperationCanceledException)
        {
            // The worker is gone: the message comes back by itself.
        }
        catch (Azure.RequestFailedException gone) when (gone.Status is 400 or 404)
        {
            // The function ended the message itself.
        }
    }

    private async Task<bool> SucceedsAsync(QueueMessage message)
    {
        if (InputOf(message) is not { } input) return false;
        using var activity = new Activity("message").Start();
        var result = await invoker.InvokeAsync(
            RandomId.New(), function, input,
            [
                new("Id", message.MessageId), new("DequeueCount", $"{message.DequeueCount}"),
                new("QueueTrigger", message.MessageText),
            ],
            CancellationToken.None);
        if (result.Exception is { } fault) output.Add($"{function.Name} failed: {fault.Message}");
        return result.Status == StatusResult.Types.Status.Success;
    }

    /// <returns>Null where the text can't be given to the function: the attempt has failed.</returns>
    private TypedData? InputOf(QueueMessage message)
    {
        try
        {
            var bytes = settings.IsBase64
                ? Convert.FromBase64String(message.MessageText)
                : Encoding.UTF8.GetBytes(message.MessageText);
            return function.TakesBytes
                ? new TypedData { Bytes = ByteString.CopyFrom(bytes) }
                : new TypedData { String = Utf8.GetString(bytes) };
        }
        catch (Exception fault) when (fault is FormatException or DecoderFallbackException)
        {
            output.Add($"{function.Name} can't be given {message.MessageId}: {fault.Message}");
            return null;
        }
    }

    private async Task PoisonAsync(QueueMessage message)
    {
        var poison = new QueueClient(settings[function.Connection], function.QueueName + PoisonSuffix);
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.MessageText);
        await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }
}
