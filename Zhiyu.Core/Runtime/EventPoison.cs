using Microsoft.Extensions.Options;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Queues;

namespace Zhiyu.Core.Runtime;

/// <summary>Sends an event again until the process crashed too often while processing it.</summary>
internal sealed class EventPoison(
    PoisonStore store, IWorkQueue<EventMessage> events, IOptions<EventOptions> options, TimeProvider clock)
    : IPoisonHandler
{
    public string Queue => EventMessage.Queue;

    // A process that does not crash sends a new message instead, so none of these deliveries had a result.
    public async Task<PoisonOutcome> HandleAsync(string text, CancellationToken cancellationToken)
    {
        var message = QueueText.Find<EventMessage>(text)!;
        var again = message with { Deaths = message.Deaths + PoisonMessageProcessor.Deliveries };
        if (again.Deaths < options.Value.MostDeaths)
        {
            await events.SendAsync(again, options.Value.FaultDelay, cancellationToken);
            return PoisonOutcome.SentAgain;
        }

        var reason = $"{again.Deaths} times a process crashed, or did not report back, while processing it";
        await store.RecordAsync(
            Poison.OfEvent(message.EventId, reason, clock.GetUtcNow(), message.Revisit), cancellationToken);
        return PoisonOutcome.Recorded;
    }
}
