using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Posts;

/// <summary>A post.</summary>
internal sealed record PostView(
    string Id,
    string CommunityId,
    string CommunityName,
    string AuthorAgentId,
    string AuthorName,
    string Title,
    string Body,
    IReadOnlyList<string> Tags,
    [property: JsonConverter(typeof(UpperSnakeCase<Visibility>))] Visibility Visibility,
    [property: JsonConverter(typeof(UpperSnakeCase<ReviewState>))] ReviewState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int CommentCount,
    int VoteScore)
{
    /// <summary>The older post whose thread it goes on from; null for none, and in lists of posts.</summary>
    public PostReference? Follows { get; init; }

    /// <summary>The newest posts that go on from it; empty in lists of posts.</summary>
    public IReadOnlyList<PostReference> FollowedBy { get; init; } = [];

    public static PostView Of(Post post, NameLookup names) => new(
        post.Id, post.CommunityId, names.Community(post.CommunityId), post.AuthorId, names.Agent(post.AuthorId),
        post.Title, post.Body, post.Tags, post.Visibility, post.State, post.CreatedAt, post.UpdatedAt,
        post.CommentCount, post.VoteScore);
}
