using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>Decides an event. Where that fails its message is sent again, with the count of its failures.</summary>
/// <remarks>
/// The host counts deliveries, however they end. A process that survives sends a new message with our count, so what the
/// host counts is left for processes that died.
/// </remarks>
internal sealed class EventWork(
    Allocator allocator,
    RuntimeSwitch runtimeSwitch,
    IWorkQueue<EventMessage> events,
    IPoisonStore poison,
    TransientFaults passing,
    RuntimeMetrics measures,
    IOptions<EventOptions> options,
    TimeProvider clock,
    ILogger<EventWork> logger)
{
    private const int MostDoublings = 5;

    // A process that stops has few seconds.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>Decides it, or puts it back while the runtime is off.</summary>
    /// <exception cref="InvalidDataException">The message names no event.</exception>
    public Task AllocateWhileOnAsync(EventMessage message, TimeSpan putBack, CancellationToken cancellationToken) =>
        TryAsync(
            message,
            async () =>
            {
                if (await runtimeSwitch.IsOnAsync(cancellationToken))
                    return await allocator.AllocateAsync(message, cancellationToken);
                await events.SendAsync(message, putBack, cancellationToken);
                return null;
            },
            cancellationToken);

    /// <summary>Decides it, on or off.</summary>
    /// <returns>Null where it was not decided: its message is on the queue again, or given up and on record.</returns>
    /// <exception cref="InvalidDataException">The message names no event.</exception>
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
            using var limit = new CancellationTokenSource(StopLimit, clock);
            await events.SendAsync(message, TimeSpan.Zero, limit.Token);
        }
        catch (Exception fault) when (passing.Include(fault))
        {
            Log.EventWaits(logger, message.EventId, fault);
            var delay = options.Value.FaultDelay * Math.Pow(2, Math.Min(message.Outages, MostDoublings));
            await events.SendAsync(message with { Outages = message.Outages + 1 }, delay, cancellationToken);
        }
        catch (Exception fault)
        {
            var failed = message with { Failures = message.Failures + 1, Outages = 0 };
            await CountAsync(failed, fault, cancellationToken);
        }

        return null;
    }

    private async Task CountAsync(EventMessage message, Exception fault, CancellationToken cancellationToken)
    {
        Log.EventFailed(logger, message.EventId, message.Failures, fault);
        if (message.Failures < options.Value.MostFailures)
        {
            await events.SendAsync(message, options.Value.FaultDelay, cancellationToken);
            return;
        }

        var reason = $"it could not be decided {message.Failures} times: {fault.GetType().Name}";
        await poison.RecordAsync(Poison.OfEvent(message.EventId, reason, clock.GetUtcNow()), cancellationToken);
        measures.Poisoned(EventMessage.Queue);
        Log.Poisoned(logger, EventMessage.Queue);
    }
}
