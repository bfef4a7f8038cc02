using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Queues;

/// <summary>
/// Receives the messages of one queue and runs its function for each, within the limits of host.json.
/// </summary>
internal sealed class QueueListener(
    QueueFunction queue, QueueSettings settings, LocalHostOptions options, QueueMessageRunner runner,
    FunctionSwitch functionSwitch, StopSignals stop, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan PoisonPollingInterval = TimeSpan.FromSeconds(30);

    private readonly QueueClient _client = QueueClients.Open(queue.ConnectionString, queue.QueueName);
    private readonly HashSet<Task> _running = [];
    private TaskCompletionSource _notified = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _created;
    private bool _storageIsAway;

    /// <summary>Completes when the host stops and all received messages are processed.</summary>
    public async Task RunAsync()
    {
        var receiving = stop.Receiving;
        var pause = options.FirstPollingInterval;
        try
        {
            while (true)
            {
                await WaitForCapacityAsync(receiving);
                // Reset before the poll, so that a message sent during the poll causes another one.
                if (_notified.Task.IsCompleted) _notified = new(TaskCreationOptions.RunContinuationsAsynchronously);
                var found = functionSwitch.IsOff(queue.Function) ? 0 : await ReceiveAsync(receiving);
                if (found > 0)
                {
                    pause = options.FirstPollingInterval;
                    continue;
                }

                await Task.WhenAny(Task.Delay(pause, time, receiving), _notified.Task);
                receiving.ThrowIfCancellationRequested();
                // A disabled function is checked often, so that it resumes quickly. The check costs no storage request.
                pause = functionSwitch.IsOff(queue.Function) || _notified.Task.IsCompleted
                    ? options.FirstPollingInterval
                    : NextPause(pause);
            }
        }
        catch (OperationCanceledException) when (receiving.IsCancellationRequested)
        {
            await Task.WhenAll(_running);
        }
    }

    /// <summary>Polls at once, unless the function is this queue's own, which rarely sends to its own queue.</summary>
    public void Hear(LocalFunction function)
    {
        if (function != queue.Function && !queue.IsPoisonQueue) _notified.TrySetResult();
    }

    /// <summary>Polls at once if a message was moved to this poison queue.</summary>
    public void HearPoisoned(string poisonQueue)
    {
        if (queue.QueueName == poisonQueue) _notified.TrySetResult();
    }

    private TimeSpan NextPause(TimeSpan pause)
    {
        // Poison messages are rare and not urgent. This process notifies the listener of its own, and polling finds
        // those of other processes.
        var maxPause = queue.IsPoisonQueue ? PoisonPollingInterval : TimeSpan.Zero;
        if (maxPause < settings.MaxPollingInterval) maxPause = settings.MaxPollingInterval;
        return TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, maxPause.Ticks));
    }

    private async Task WaitForCapacityAsync(CancellationToken receiving)
    {
        _running.RemoveWhere(run => run.IsCompleted);
        while (_running.Count > settings.NewBatchThreshold)
        {
            await Task.WhenAny(_running).WaitAsync(receiving);
            _running.RemoveWhere(run => run.IsCompleted);
        }
    }

    private async Task<int> ReceiveAsync(CancellationToken receiving)
    {
        try
        {
            if (!_created) await _client.CreateIfNotExistsAsync(cancellationToken: receiving);
            _created = true;
            // Not cancelled during the request, because messages that the service already delivered would be lost until
            // their visibility timeout.
            QueueMessage[] messages = await _client.ReceiveMessagesAsync(
                settings.BatchSize, options.MessageInvisibility, stop.Over);
            if (_storageIsAway) Log.StorageIsBack(logger, queue.QueueName);
            _storageIsAway = false;
            foreach (var message in messages) _running.Add(runner.RunAsync(queue, _client, message));
            return messages.Length;
        }
        catch (Exception exception)
        {
            // Creates the queue again if it was deleted.
            _created = false;
            if (!_storageIsAway) Log.StorageIsAway(logger, exception, queue.QueueName);
            _storageIsAway = true;
            return 0;
        }
    }
}
