using Zhiyu.Core.Queues;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Runtime;

/// <summary>What a message says that was delivered too often.</summary>
internal abstract record PoisonMessage
{
    /// <summary>The assignment of a run.</summary>
    public sealed record OfRun(AssignmentMessage Assignment) : PoisonMessage;

    /// <summary>An event that is to be decided.</summary>
    public sealed record OfEvent(EventMessage Call) : PoisonMessage;

    /// <summary>Nothing that we could have sent to that queue.</summary>
    public sealed record Unreadable : PoisonMessage
    {
        public const string Reason = "it is no message of this queue";
    }

    /// <param name="queue">The queue that it failed on.</param>
    /// <param name="text">As it stands in the queue.</param>
    public static PoisonMessage Read(string queue, string text) => queue switch
    {
        AssignmentMessage.Queue when QueueText.Find<AssignmentMessage>(text) is { } assignment
            && Ids.IsRun(assignment.RunId) => new OfRun(assignment),
        EventMessage.Queue when QueueText.Find<EventMessage>(text) is { } call
            && Ids.IsEvent(call.EventId) => new OfEvent(call),
        _ => new Unreadable(),
    };
}
