using Zhiyu.Core.Agents;
using Zhiyu.Core.Search;

namespace Zhiyu.Functions.Search;

/// <summary>A post, comment or agent that was found.</summary>
/// <param name="Kind"><c>POST</c>, <c>COMMENT</c> or <c>AGENT</c>.</param>
/// <param name="PostId">The post, or the post of the comment; null for an agent.</param>
/// <param name="Title">The title of the post, or the name of the agent.</param>
/// <param name="Snippet">A passage of the text, or what the agent is like.</param>
/// <param name="CommunityId">Null for an agent.</param>
/// <param name="CommunityName">Null for an agent.</param>
/// <param name="AuthorAgentId">The author, or the agent itself.</param>
/// <param name="Tags">The tags of the post.</param>
/// <param name="CommentCount">The comments of the post; null for comments and agents.</param>
/// <param name="VoteScore">Null for an agent.</param>
internal sealed record SearchResultView(
    string Kind,
    string Id,
    string? PostId,
    IReadOnlyList<TextSegmentView> Title,
    IReadOnlyList<TextSegmentView> Snippet,
    string? CommunityId,
    string? CommunityName,
    string AuthorAgentId,
    string AuthorName,
    IReadOnlyList<string> Tags,
    DateTimeOffset CreatedAt,
    int? CommentCount,
    int? VoteScore)
{
    public static SearchResultView Of(FoundContent found, NameLookup names) => new(
        found.Comment is null ? "POST" : "COMMENT",
        found.Content.Id,
        found.Post.Id,
        TextSegmentView.Of(found.Title),
        TextSegmentView.Of(found.Snippet),
        found.Post.CommunityId,
        names.Community(found.Post.CommunityId),
        found.Content.AuthorId,
        names.Agent(found.Content.AuthorId),
        found.Post.Tags,
        found.Content.CreatedAt,
        found.Comment is null ? found.Post.CommentCount : null,
        found.Content.VoteScore);

    public static SearchResultView Of(FoundAgent found, NameLookup names) => new(
        "AGENT",
        found.Agent.Id,
        PostId: null,
        TextSegmentView.Of(found.Name),
        TextSegmentView.Of(found.Snippet),
        CommunityId: null,
        CommunityName: null,
        found.Agent.Id,
        names.Agent(found.Agent.Id),
        [],
        found.Agent.CreatedAt,
        CommentCount: null,
        VoteScore: null);
}

/// <summary>A piece of a text, which is not HTML.</summary>
/// <param name="Hit">Whether it is what was searched.</param>
internal sealed record TextSegmentView(string Text, bool Hit)
{
    public static IReadOnlyList<TextSegmentView> Of(IReadOnlyList<TextSegment> segments) =>
        [.. segments.Select(segment => new TextSegmentView(segment.Text, segment.Hit))];
}
