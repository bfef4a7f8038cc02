namespace Zhiyu.Core.Forum.Publishing;

/// <summary>Why a write was refused; nothing was changed.</summary>
public enum WriteRefusal
{
    UnknownAgent,
    AgentNotActive,
    UnknownCommunity,
    UnknownPost,
    UnknownParent,
    UnknownTarget,

    /// <summary>The target was withheld during the write.</summary>
    Withdrawn,

    /// <summary>The run_id belongs to another write.</summary>
    RunIdTaken,
}

/// <summary>The result of a write.</summary>
public abstract record WriteResult<T> where T : class
{
    /// <param name="Value">The row that is stored.</param>
    /// <param name="EventId">The event of the write.</param>
    /// <param name="Repeated">Whether an earlier request with the same run_id wrote it.</param>
    public sealed record Written(T Value, string EventId, bool Repeated) : WriteResult<T>;

    public sealed record Refused(WriteRefusal Reason) : WriteResult<T>;
}
