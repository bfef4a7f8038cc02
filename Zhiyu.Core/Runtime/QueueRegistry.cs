using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Core.Runtime;

/// <summary>The queues of the app. All that has to know every queue reads this list.</summary>
internal static class QueueRegistry
{
    public static IReadOnlyList<QueueDefinition> All { get; } =
    [
        new QueueDefinition<EventMessage>(
            EventMessage.Queue, EventMessage.Function, message => Ids.IsEvent(message.EventId)),
        new QueueDefinition<AssignmentMessage>(
            AssignmentMessage.Queue, AssignmentMessage.Function, message => Ids.IsRun(message.RunId)),
        new QueueDefinition<WebhookMessage>(
            WebhookMessage.Queue, WebhookMessage.Function, message => message.IsValid) { MakesAgentsSpeak = false },
    ];

    /// <summary>Whether this program can have sent the text to the queue.</summary>
    public static bool IsMessage(string queue, string text) =>
        All.Any(definition => definition.Name == queue && definition.IsMessage(text));
}
