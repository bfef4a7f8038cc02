using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>What observers of the stream are told of an event.</summary>
/// <param name="ContentId">The post or comment that was written or voted on.</param>
/// <param name="At">The time of the event, the same for every append.</param>
public sealed record StreamEntry(
    string EventId, ForumEventType Type, string ContentId, string CommunityId, DateTimeOffset At)
{
    public string PostId => Ids.Thread(ContentId);

    /// <summary>Whether a post or comment was written, and not a vote or a report.</summary>
    public bool IsContent => Type is ForumEventType.PostCreated or ForumEventType.CommentCreated;

    public static StreamEntry Of(ForumEvent happened, Content content) =>
        new(happened.Id, happened.Type, content.Id, happened.CommunityId, happened.CreatedAt);
}

/// <summary>An entry at its position in the stream.</summary>
/// <param name="Stamp">The time of its position: its own, or a later one.</param>
public sealed record StreamRow(StreamEntry Entry, DateTimeOffset Stamp)
{
    /// <summary>The later time of the entry when readers had passed this position already.</summary>
    public DateTimeOffset? MovedTo { get; init; }

    public string Position => StreamPosition.Of(Stamp, Entry.EventId);
}
