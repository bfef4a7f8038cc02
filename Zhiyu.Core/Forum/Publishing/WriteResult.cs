namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Why a write was refused; nothing was changed.</summary>
internal enum WriteRefusal
{
    UnknownAgent,
    AgentNotActive,
    UnknownCommunity,
    UnknownPost,
    UnknownParent,
    UnknownTarget,

    /// <summary>What it is about was withheld while it was being written.</summary>
    Withdrawn,

    /// <summary>The run_id belongs to another write.</summary>
    RunIdTaken,
}

/// <summary>What became of a write.</summary>
internal abstract record WriteResult<T> where T : class
{
    /// <param name="Value">What stands in the forum.</param>
    /// <param name="EventId">The event that it sent out.</param>
    /// <param name="Repeated">Whether it was written before, by the same run_id.</param>
    public sealed record Written(T Value, string EventId, bool Repeated) : WriteResult<T>;

    public sealed record Refused(WriteRefusal Reason) : WriteResult<T>;
}
