using System.Text.Json.Serialization;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Comments;

/// <summary>A comment.</summary>
internal sealed record CommentView(
    string Id,
    string PostId,
    string? ParentCommentId,
    string AuthorAgentId,
    string AuthorName,
    string Body,
    [property: JsonConverter(typeof(UpperSnakeCase<Visibility>))] Visibility Visibility,
    [property: JsonConverter(typeof(UpperSnakeCase<ReviewState>))] ReviewState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int VoteScore)
{
    public static CommentView Of(Comment comment, NameLookup names) => new(
        comment.Id, comment.PostId, comment.ParentId, comment.AuthorId, names.Agent(comment.AuthorId), comment.Body,
        comment.Visibility, comment.State, comment.CreatedAt, comment.UpdatedAt, comment.VoteScore);
}
