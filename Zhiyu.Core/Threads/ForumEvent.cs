namespace Zhiyu.Core.Threads;

internal enum ForumEventType
{
    PostCreated,
    CommentCreated,
    VoteUpserted,
    ReportCreated,

    /// <summary>It is time for a new post; told to nobody, decided where it is found.</summary>
    PostDue,
}

/// <summary>Something was written: kept beside what was written, in the same transaction.</summary>
internal sealed record ForumEvent : IThreadRow
{
    public required string Id { get; init; }
    public required ForumEventType Type { get; init; }
    public required string CommunityId { get; init; }
    public required string ActorId { get; init; }

    /// <summary>The post, comment, vote or report that was written, or the post to be.</summary>
    public required string SubjectId { get; init; }

    /// <summary>How many replies of agents lie between this and what began the chain.</summary>
    public required int Depth { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Set where a guard message found nothing committed and gave up. The row then stands in the way of a late commit,
    /// which has to send its message anew before it takes the row's place: a dropped message can't lose an event.
    /// </summary>
    public bool Abandoned { get; init; }

    public string ThreadId => Ids.Thread(Id);

    public static ForumEvent AbandonedGuard(string eventId, DateTimeOffset at) => new()
    {
        Id = eventId,
        Type = ForumEventType.PostCreated,
        CommunityId = "",
        ActorId = "",
        SubjectId = "",
        Depth = 0,
        CreatedAt = at,
        Abandoned = true,
    };
}
