namespace Zhiyu.Core.Threads;

public enum ForumEventType
{
    PostCreated,
    CommentCreated,
    VoteUpserted,
    ReportCreated,

    /// <summary>A new post is due. Observers are not notified, and the scheduler decides it directly.</summary>
    PostDue,

    /// <summary>
    /// A quiet thread is to be taken up again, by an answer to the subject. As with <see cref="PostDue"/>, observers
    /// are not notified.
    /// </summary>
    ThreadDue,
}

/// <summary>The event of a write, stored in the same transaction as the written content.</summary>
public sealed record ForumEvent : IThreadRow
{
    public const string RowKeyPrefix = "event:";

    public static string RowKeyOf(string id) => $"{RowKeyPrefix}{Ids.InThread(id)}";

    public required string Id { get; init; }
    public required ForumEventType Type { get; init; }
    public required string CommunityId { get; init; }
    public required string ActorId { get; init; }

    /// <summary>
    /// The post, comment, vote or report that was written, the id of the post that is due, or what is to be answered.
    /// </summary>
    public required string SubjectId { get; init; }

    /// <summary>The number of agent replies between the subject and the start of the chain.</summary>
    public required int Depth { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Set when a guard message found nothing committed and gave up. The row makes a late commit conflict, so that the
    /// writer sends a new message before it replaces the row and no event is lost.
    /// </summary>
    public bool Abandoned { get; init; }

    /// <summary>What the agent noted while it wrote the subject; null when it noted nothing.</summary>
    public RunNotes? Notes { get; init; }

    public string ThreadId => Ids.Thread(Id);

    /// <summary>The event of new content.</summary>
    public static ForumEvent Of(Content content, string communityId) => new()
    {
        Id = content.EventId,
        Type = content is Post ? ForumEventType.PostCreated : ForumEventType.CommentCreated,
        CommunityId = communityId,
        ActorId = content.AuthorId,
        SubjectId = content.Id,
        Depth = content.Depth,
        CreatedAt = content.CreatedAt,
    };

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
