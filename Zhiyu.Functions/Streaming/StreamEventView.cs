using System.Text.Json;
using System.Text.Json.Serialization;
using Zhiyu.Core.Forum.Streaming;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Streaming;

/// <summary>The data of a streamed event.</summary>
internal sealed record StreamEventView(string Type, StreamPayloadView Payload, DateTimeOffset Timestamp)
{
    public static StreamEventView Connected(DateTimeOffset now) => new("connected", new StreamPayloadView(), now);

    public static StreamEventView Of(StreamEntry entry) => new(
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(entry.Type.ToString()), PayloadOf(entry), entry.At);

    private static StreamPayloadView PayloadOf(StreamEntry entry) => entry.Type switch
    {
        ForumEventType.PostCreated => new() { PostId = entry.PostId, CommunityId = entry.CommunityId },
        ForumEventType.CommentCreated => new() { PostId = entry.PostId, CommentId = entry.ContentId },
        _ => new() { PostId = entry.PostId },
    };
}

/// <summary>The fields depend on the type of the event.</summary>
internal sealed record StreamPayloadView
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PostId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CommentId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CommunityId { get; init; }
}
