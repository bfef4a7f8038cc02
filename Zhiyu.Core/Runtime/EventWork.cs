using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Allocation;
using Zhiyu.Core.Events;
using Zhiyu.Core.Forum;

namespace Zhiyu.Core.Runtime;

/// <summary>Has an event decided. Where that fails its message goes back, with the count of what really failed.</summary>
/// <remarks>
/// The host counts deliveries, whatever they end in. So its count is left to deaths of a process: whoever lives sends the
/// message anew.
/// </remarks>
internal sealed class EventWork(
    Allocator allocator,
    IWorkQueue<EventMessage> events,
    IPoisonStore poison,
    PassingFaults passing,
    RuntimeMeasures measures,
    IOptions<EventOptions> options,
    TimeProvider clock,
    ILogger<EventWork> logger)
{
    // A process that stops has few seconds.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <returns>Null where it was not decided: its message is on the queue again, or given up and on record.</returns>
    /// <exception cref="InvalidDataException">The message names no event.</exception>
    public async Task<AllocationOutcome?> AllocateAsync(EventMessage message, CancellationToken cancellationToken)
    {
        if (!Ids.IsEvent(message.EventId)) throw new InvalidDataException("The message names no event.");
        try
        {
            return await allocator.AllocateAsync(message, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            using var limit = new CancellationTokenSource(StopLimit, clock);
            await events.SendAsync(message, TimeSpan.Zero, limit.Token);
        }
        catch (Exception fault) when (passing.Include(fault))
        {
            Log.EventWaits(logger, message.EventId, fault);
            await events.SendAsync(message, options.Value.FaultDelay, cancellationToken);
        }
        catch (Exception fault)
        {
            await CountAsync(message with { Failures = message.Failures + 1 }, fault, cancellationToken);
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
