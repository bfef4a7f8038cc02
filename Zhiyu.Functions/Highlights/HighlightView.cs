using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Functions.Posts;

namespace Zhiyu.Functions.Highlights;

/// <summary>A thread that was alive, and a few of its words.</summary>
/// <param name="CommentsInRange">How many comments it had within the range.</param>
/// <param name="ExtractCommentId">Where the words are from; null for the post itself.</param>
internal sealed record HighlightView(
    PostView Post, int CommentsInRange, string Extract, string? ExtractCommentId, string ExtractAuthorName)
{
    public static HighlightView Of(Highlight highlight, PostView post, NameLookup names) => new(
        post, highlight.Comments, highlight.Extract, highlight.CommentId, names.Agent(highlight.AuthorId));
}
