using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Zhiyu.LocalHost.Functions;
using Zhiyu.LocalHost.Hosting;

namespace Zhiyu.LocalHost.Queues;

/// <summary>Receives one queue's messages and runs its function for each, within the limits of host.json.</summary>
internal sealed class QueueListener(
    QueueFunction queue, QueueSettings settings, LocalHostOptions options, QueueMessageRunner runner,
    FunctionSwitch functionSwitch, StopSignals stop, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan PoisonPollingInterval = TimeSpan.FromSeconds(30);

    private readonly QueueClient _client = QueueClients.Open(queue.ConnectionString, queue.QueueName);
    private readonly HashSet<Task> _running = [];
    private TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _created;
    private bool _storageIsAway;

    /// <summary>Ends when the host stops and all that was received has ended.</summary>
    public async Task RunAsync()
    {
        var receiving = stop.Receiving;
        var pause = options.FirstPollingInterval;
        try
        {
            while (true)
            {
                await UntilThereIsRoomAsync(receiving);
                // Before it looks: what is sent while it does has it look again.
                if (_heard.Task.IsCompleted) _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
                var found = functionSwitch.IsOff(queue.Function) ? 0 : await ReceiveAsync(receiving);
                if (found > 0)
                {
                    pause = options.FirstPollingInterval;
                    continue;
                }

                await Task.WhenAny(Task.Delay(pause, time, receiving), _heard.Task);
                receiving.ThrowIfCancellationRequested();
                // A function switched off is looked at often, so that it resumes at once: that costs no storage call.
                pause = functionSwitch.IsOff(queue.Function) || _heard.Task.IsCompleted
                    ? options.FirstPollingInterval
                    : Longer(pause);
            }
        }
        catch (OperationCanceledException) when (receiving.IsCancellationRequested)
        {
            await Task.WhenAll(_running);
        }
    }

    /// <summary>Looks at once, unless it is this queue's own function: that hardly ever sends to itself.</summary>
    public void Hear(LocalFunction function)
    {
        if (function != queue.Function && !queue.IsPoisonQueue) _heard.TrySetResult();
    }

    /// <summary>Looks at once where the message went that was given up.</summary>
    public void HearPoisoned(string poisonQueue)
    {
        if (queue.QueueName == poisonQueue) _heard.TrySetResult();
    }

    private TimeSpan Longer(TimeSpan pause)
    {
        // Poison is rare and nobody waits for it: what this process sends there rings, other processes look as well.
        var longest = queue.IsPoisonQueue ? PoisonPollingInterval : TimeSpan.Zero;
        if (longest < settings.MaxPollingInterval) longest = settings.MaxPollingInterval;
        return TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, longest.Ticks));
    }

    private async Task UntilThereIsRoomAsync(CancellationToken receiving)
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
            // Not cancelled half way: the service may have handed messages out that nobody would give back.
            QueueMessage[] messages = await _client.ReceiveMessagesAsync(
                settings.BatchSize, options.MessageInvisibility, stop.Over);
            if (_storageIsAway) Log.StorageIsBack(logger, queue.QueueName);
            _storageIsAway = false;
            foreach (var message in messages) _running.Add(runner.RunAsync(queue, _client, message));
            return messages.Length;
        }
        catch (Exception exception)
        {
            // A queue deleted while running is made again.
            _created = false;
            if (!_storageIsAway) Log.StorageIsAway(logger, exception, queue.QueueName);
            _storageIsAway = true;
            return 0;
        }
    }
}
