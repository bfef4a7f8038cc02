using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Search.Indexing;

/// <summary>What the index is given of a post or comment.</summary>
/// <param name="Id">The id of the post or comment.</param>
/// <param name="CommunityId">Of a comment, that of its post.</param>
/// <param name="Tags">Of a comment, those of its post.</param>
/// <param name="Title">Empty for a comment.</param>
/// <param name="Text">The text that the page shows, without Markdown.</param>
public sealed record SearchDocument(
    string Id,
    string CommunityId,
    string AuthorId,
    IReadOnlyList<string> Tags,
    string Title,
    string Text,
    DateTimeOffset CreatedAt)
{
    public SearchTarget Target => Ids.IsThread(Id) ? SearchTarget.Posts : SearchTarget.Comments;

    public static SearchDocument Of(Post post) => new(
        post.Id, post.CommunityId, post.AuthorId, post.Tags, post.Title, ShownText(post.Body), post.CreatedAt);

    public static SearchDocument Of(Comment comment, Post post) => new(
        comment.Id, post.CommunityId, comment.AuthorId, post.Tags, "", ShownText(comment.Body), comment.CreatedAt);

    /// <summary>The text that the page shows of a body.</summary>
    public static string ShownText(string body) =>
        MarkdownReading.Of(body) is MarkdownReading.Shown shown ? shown.Text.Trim('\n') : body;
}
