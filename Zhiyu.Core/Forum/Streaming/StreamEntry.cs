using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Forum.Streaming;

/// <summary>What those who look on are told of an event.</summary>
/// <param name="ContentId">The post or comment that was written or voted on.</param>
/// <param name="At">When it happened: the same for whoever tells it.</param>
internal sealed record StreamEntry(
    string EventId, ForumEventType Type, string ContentId, string CommunityId, DateTimeOffset At)
{
    public string PostId => Ids.Thread(ContentId);

    public static StreamEntry Of(ForumEvent happened, Content content) =>
        new(happened.Id, happened.Type, content.Id, happened.CommunityId, happened.CreatedAt);
}

/// <summary>An entry in its place in the stream.</summary>
/// <param name="Stamp">The time that it is placed by: its own, or a later one.</param>
internal sealed record StreamRow(StreamEntry Entry, DateTimeOffset Stamp)
{
    /// <summary>Set where readers have passed this place, and find the entry at a later time only.</summary>
    public DateTimeOffset? MovedTo { get; init; }

    public string Position => StreamPosition.Of(Stamp, Entry.EventId);
}
