using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>The content of a message that was delivered too often.</summary>
internal abstract record PoisonMessage
{
    /// <summary>The assignment of a run.</summary>
    public sealed record OfRun(AssignmentMessage Assignment) : PoisonMessage;

    /// <summary>An event to decide.</summary>
    public sealed record OfEvent(EventMessage Call) : PoisonMessage;

    /// <summary>Not a message that this program sends to that queue.</summary>
    public sealed record Unreadable : PoisonMessage
    {
        public const string Reason = "it is no message of this queue";
    }

    /// <param name="queue">The queue on which it failed.</param>
    /// <param name="text">The text as it is in the queue.</param>
    public static PoisonMessage Read(string queue, string text) => queue switch
    {
        AssignmentMessage.Queue when QueueText.Find<AssignmentMessage>(text) is { } assignment
            && Ids.IsRun(assignment.RunId) => new OfRun(assignment),
        EventMessage.Queue when QueueText.Find<EventMessage>(text) is { } call
            && Ids.IsEvent(call.EventId) => new OfEvent(call),
        _ => new Unreadable(),
    };
}
