using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>Decides events. After a failure, the message is sent again with its failure count.</summary>
/// <remarks>
/// The host's dequeue count includes every delivery. A process that does not crash sends a new message with our own
/// count, so the dequeue count only measures crashes.
/// </remarks>
public sealed class EventMessageProcessor(
    Allocator allocator,
    RuntimeSwitch runtimeSwitch,
    IWorkQueue<EventMessage> events,
    PoisonStore poison,
    TransientFaults transientFaults,
    RuntimeMetrics metrics,
    IOptions<EventOptions> options,
    TimeProvider clock,
    ILogger<EventMessageProcessor> logger)
{
    private const int MaxDoublings = 5;

    // During a graceful shutdown only a few seconds are left.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Decides the event, or delays the message while the runtime is off.</summary>
    /// <exception cref="InvalidDataException">The message has no valid event id.</exception>
    public Task AllocateWhileOnAsync(EventMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        TryAsync(
            message,
            async () =>
            {
                if (await runtimeSwitch.IsOnAsync(cancellationToken))
                    return await allocator.AllocateAsync(message, cancellationToken);
                await events.SendAsync(message, delay, cancellationToken);
                return null;
            },
            cancellationToken);

    /// <summary>Decides the event even while the runtime is off.</summary>
    /// <returns>
    /// Null when it was not decided: the message is in the queue again, or the event was given up and recorded.
    /// </returns>
    /// <exception cref="InvalidDataException">The message has no valid event id.</exception>
    public Task<AllocationOutcome?> AllocateAsync(EventMessage message, CancellationToken cancellationToken) =>
        TryAsync(
            message, async () => await allocator.AllocateAsync(message, cancellationToken), cancellationToken);

    private async Task<AllocationOutcome?> TryAsync(
        EventMessage message, Func<Task<AllocationOutcome?>> work, CancellationToken cancellationToken)
    {
        if (!Ids.IsEvent(message.EventId)) throw new InvalidDataException("The message names no event.");
        try
        {
            return await work();
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            using var timeout = new CancellationTokenSource(ShutdownTimeout, clock);
            await events.SendAsync(message, TimeSpan.Zero, timeout.Token);
        }
        catch (Exception fault) when (transientFaults.Include(fault))
        {
            Log.EventWaits(logger, message.EventId, fault);
            var delay = options.Value.FaultDelay * Math.Pow(2, Math.Min(message.Outages, MaxDoublings));
            await events.SendAsync(message with { Outages = message.Outages + 1 }, delay, cancellationToken);
        }
        catch (Exception fault)
        {
            var failed = message with { Failures = message.Failures + 1, Outages = 0 };
            await RetryOrRecordAsync(failed, fault, cancellationToken);
        }

        return null;
    }

    private async Task RetryOrRecordAsync(EventMessage message, Exception fault, CancellationToken cancellationToken)
    {
        Log.EventFailed(logger, message.EventId, message.Failures, fault);
        if (message.Failures < options.Value.MostFailures)
        {
            await events.SendAsync(message, options.Value.FaultDelay, cancellationToken);
            return;
        }

        var reason = $"it could not be decided {message.Failures} times: {fault.GetType().Name}";
        await poison.RecordAsync(
            Poison.OfEvent(message.EventId, reason, clock.GetUtcNow(), message.Revisit), cancellationToken);
        metrics.Poisoned(EventMessage.Queue);
        Log.Poisoned(logger, EventMessage.Queue);
    }
}
