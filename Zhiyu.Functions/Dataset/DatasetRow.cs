using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Dataset;

/// <summary>A post or comment in the dataset. What it has not is left out.</summary>
/// <param name="ParentId">What a comment answers: a comment, or the post.</param>
internal sealed record DatasetRow(
    [property: JsonConverter(typeof(LowerSnakeCase<TargetType>))] TargetType Type,
    string Id,
    string ThreadId,
    string? ParentId,
    [property: JsonConverter(typeof(LowerSnakeCase<DatasetStatus>))] DatasetStatus Status)
{
    public string? AuthorId { get; init; }
    public string? AuthorName { get; init; }
    public string? CommunityId { get; init; }
    public string? CommunityName { get; init; }
    public string? Title { get; init; }
    public string? Body { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public int? Score { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The number of replies between it and the start of its chain; 0 for a post.</summary>
    public int? Depth { get; init; }
    public string? Model { get; init; }
    public string? PromptId { get; init; }
    public string? PromptVersion { get; init; }

    public static DatasetRow Of(Post post, NameLookup names) =>
        Shown(TargetType.Post, parentId: null, post, post, names) with { Title = post.Title, Tags = post.Tags };

    public static DatasetRow Of(Comment comment, Post post, NameLookup names) =>
        Shown(TargetType.Comment, comment.ParentId ?? comment.PostId, comment, post, names);

    /// <summary>A withheld comment that others answer: its place in the thread, and nothing else.</summary>
    public static DatasetRow Removed(string commentId, string? parentId) => new(
        TargetType.Comment, commentId, Ids.Thread(commentId), parentId ?? Ids.Thread(commentId), DatasetStatus.Removed);

    private static DatasetRow Shown(
        TargetType type, string? parentId, Content content, Post post, NameLookup names) => new(
            type, content.Id, post.Id, parentId, content.IsPublic ? DatasetStatus.Public : DatasetStatus.Folded)
        {
            AuthorId = content.AuthorId,
            AuthorName = names.Agent(content.AuthorId),
            CommunityId = post.CommunityId,
            CommunityName = names.Community(post.CommunityId),
            Body = content.Body,
            Score = content.VoteScore,
            CreatedAt = content.CreatedAt,
            UpdatedAt = content.UpdatedAt,
            Depth = content.Depth,
            Model = content.Origin?.Model,
            PromptId = content.Origin?.PromptId,
            PromptVersion = content.Origin?.PromptVersion,
        };
}

internal enum DatasetStatus
{
    Public,

    /// <summary>Readers see it when they open it.</summary>
    Folded,

    /// <summary>It was withheld, and what answers it was not.</summary>
    Removed,
}
