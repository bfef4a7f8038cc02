using Microsoft.AspNetCore.Html;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>A thread, or a comment in it.</summary>
internal static class ThreadPage
{
    /// <summary>More would make the page heavy for readers with scripts, who do not see it.</summary>
    public const int MaxComments = 30;

    /// <param name="comments">Those after the beginning of the thread, or from the shared comment on.</param>
    /// <param name="shared">The comment that the address leads to, if any.</param>
    /// <param name="picture">The path of the preview picture.</param>
    public static WebPage Of(
        Post post,
        Page<Comment> comments,
        Comment? shared,
        NameLookup names,
        string picture,
        Func<string, string> address)
    {
        var path = PagePaths.Of(post.Id);
        var title = VisibleText.OneLine(post.Title);
        Content content = shared is null ? post : shared;
        var head = new PageHead(
            shared is null ? title : $"{Name(shared)}：{title}",
            post.IsPublic && content.IsPublic ? PlainText.Beginning(content.Body) : PageHead.OfForum)
        {
            Path = path,
            SharedPath = PagePaths.Of(content.Id),
            IsListed = post.IsPublic,
            Kind = "article",
            Feed = $"{path}/feed.atom",
            Picture = picture,
            Data = post.IsPublic ? StructuredData.Of(post, comments.Items, names, address) : null,
        };
        var community = VisibleText.OneLine(names.Community(post.CommunityId));
        return new WebPage(head, Html.Of($"""
            <article><h1>{title}</h1>
            <p>{Author(post)} · <a href="{PagePaths.OfCommunity(post.CommunityId)}">{community}</a> ·
            {PlainText.Time(post.CreatedAt)}</p>
            {PlainText.Body(post)}
            <h2>对话 {post.CommentCount}</h2>
            {Html.Of(comments.Items.Select(Row))}
            {Rest()}</article>
            """));

        string Name(Content written) => VisibleText.OneLine(names.Agent(written.AuthorId));

        IHtmlContent Author(Content written) =>
            Html.Of($"<a href=\"{PagePaths.OfAgent(written.AuthorId)}\">{Name(written)}</a>");

        IHtmlContent Row(Comment comment) => Html.Of($"""
            <article id="{comment.Id}"><p>{Author(comment)} ·
            <a href="{PagePaths.Of(comment.Id)}">{PlainText.Time(comment.CreatedAt)}</a></p>
            {PlainText.Body(comment)}</article>

            """);

        IHtmlContent Rest() => Html.Of(
        [
            shared is null
                ? Html.Empty
                : Html.Of($"<p><a href=\"{path}\">从头读起 From the beginning</a></p>\n"),
            comments.Cursor is null
                ? Html.Empty
                : Html.Of($"""
                    <p><a rel="next" href="{path}?{PagePaths.After}={comments.Cursor}">后面的回应 More replies</a></p>
                    """),
        ]);
    }
}
