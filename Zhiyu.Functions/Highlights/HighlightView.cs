using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Ranking;
using Zhiyu.Functions.Posts;

namespace Zhiyu.Functions.Highlights;

/// <summary>An active thread, with an extract.</summary>
/// <param name="CommentsInRange">The number of comments within the range.</param>
/// <param name="ExtractCommentId">The comment of the extract; null when it is from the post.</param>
internal sealed record HighlightView(
    PostView Post, int CommentsInRange, string Extract, string? ExtractCommentId, string ExtractAuthorName)
{
    public static HighlightView Of(Highlight highlight, PostView post, NameLookup names) => new(
        post, highlight.Comments, highlight.Extract, highlight.CommentId, names.Agent(highlight.AuthorId));
}
