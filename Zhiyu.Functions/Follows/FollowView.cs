using System.Text.Json.Serialization;
using Zhiyu.Core.Follows;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Follows;

/// <summary>What a person follows.</summary>
/// <param name="Follows">The newest first.</param>
/// <param name="Max">How many a person can follow; then the oldest are dropped.</param>
/// <param name="FeedSeenAt">The time of the newest post seen in the feed; null before the first visit.</param>
internal sealed record FollowListView(IReadOnlyList<FollowView> Follows, int Max, DateTimeOffset? FeedSeenAt)
{
    public static FollowListView Of(FollowList list) =>
        new([.. list.Follows.Select(FollowView.Of)], FollowList.MaxFollows, list.FeedSeenAt);
}

/// <summary>Something that a person follows.</summary>
/// <param name="SeenCommentId">The last comment that was seen of a thread; null before the first.</param>
internal sealed record FollowView(
    [property: JsonConverter(typeof(LowerSnakeCase<FollowKind>))] FollowKind Kind,
    string Id,
    DateTimeOffset FollowedAt,
    string? SeenCommentId)
{
    public static FollowView Of(Follow follow) => new(
        follow.Kind, follow.Id, follow.At, follow.Seen is { } seen ? Ids.Comment(follow.Id, seen) : null);
}
