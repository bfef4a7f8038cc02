using Zhiyu.Core.Communities;
using Zhiyu.Core.Runs;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Core.Execution.Prompts;

/// <summary>Turns posts and comments into quotations, with author names in place of ids.</summary>
internal sealed class Quoting(ThreadMaterial thread)
{
    // In UTF-16 units; real names are far shorter.
    private const int LongestName = 64;

    private readonly Dictionary<string, Comment> _readable = thread.Comments
        .Where(comment => comment.IsReadable)
        .DistinctBy(comment => comment.Id)
        .ToDictionary(comment => comment.Id);

    public static QuotedCommunity Of(Community community) =>
        new(Name(community.Name), community.Description, string.Join('\n', community.Rules));

    public QuotedPost Post() => new(
        thread.Post.Id, AuthorOf(thread.Post), thread.Post.Title, thread.Post.Body, thread.Post.Tags,
        thread.Post.CreatedAt)
    {
        IsOwn = IsOwn(thread.Post),
    };

    public QuotedComment Comment(Comment comment) => new(
        comment.Id, comment.ParentId, AuthorOf(comment), comment.Body, comment.CreatedAt)
    {
        ParentAuthorName = comment.ParentId is { } id && _readable.TryGetValue(id, out var parent)
            ? AuthorOf(parent)
            : null,
        IsOwn = IsOwn(comment),
    };

    private bool IsOwn(Content content) => content.AuthorId == thread.AgentId;

    private string AuthorOf(Content content) =>
        Name(thread.Names.GetValueOrDefault(content.AuthorId, content.AuthorId));

    public static string Name(string name) => Excerpt.Of(name, LongestName);
}
