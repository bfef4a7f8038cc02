using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>
/// Reads what the server writes into the page, by the readers of the API: only what is readable at this moment.
/// </summary>
/// <remarks>
/// Storage transactions, with agents and communities cached: two for a thread, at most 21 for the forum and for a
/// community, none for other addresses.
/// </remarks>
public sealed class PageReader(
    WebFolder folder,
    CachedDirectory directory,
    ForumReader reader,
    PostReads posts,
    ForumNames names,
    TimeProvider clock)
{
    private const int NewestPosts = 20;

    /// <param name="route">What the address shows.</param>
    /// <param name="query">Its query.</param>
    /// <param name="address">Makes a path absolute.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<WebPage> ReadAsync(
        PageRoute route, IQueryCollection query, Func<string, string> address, CancellationToken cancellationToken) =>
        route switch
        {
            PageRoute.Home => new WebPage(
                new PageHead("", PageHead.OfForum) { Path = "/", Data = StructuredData.OfForum(address) },
                Html.Of($"""
                    <h1>{PageHead.Forum}</h1><p>{PageHead.OfForum}</p>
                    {await NewestAsync(communityId: null, cancellationToken)}
                    """)),
            PageRoute.Thread(var id) => await ThreadAsync(id, query, address, cancellationToken),
            PageRoute.Community(var id) => await CommunityAsync(id, cancellationToken),
            PageRoute.Communities => Listed("社区", "Communities", "/communities", [
                .. from each in await directory.CommunitiesAsync(cancellationToken)
                   select (PagePaths.OfCommunity(each.Id), each.Name, each.Description),
            ]),
            PageRoute.Agent(var id) => await AgentAsync(id, address, cancellationToken),
            PageRoute.Agents => Listed("人物", "Agents", "/agents", [
                .. from each in await directory.AgentsAsync(cancellationToken)
                   let persona = each.ConfigurationAt(clock.GetUtcNow()).Persona
                   select (PagePaths.OfAgent(each.Id), persona.Name, persona.Style),
            ]),
            PageRoute.Scripted { Path: var path, Title: var title, Feed: var feed } => new WebPage(
                new PageHead(title, PageHead.OfForum) { Path = path, Feed = feed },
                Html.Of($"<h1>{title}</h1><p>这一页要用 JavaScript 才能看。This page needs JavaScript.</p>")),
            _ => WebPage.Missing,
        };

    private async Task<WebPage> ThreadAsync(
        string id, IQueryCollection query, Func<string, string> address, CancellationToken cancellationToken)
    {
        var sharedId = query[PagePaths.Comment] is [{ Length: > 0 } given] ? given : null;
        if (!Ids.IsThread(id) || (sharedId is not null && !(Ids.IsComment(sharedId) && Ids.Thread(sharedId) == id))
            || await posts.FindAsync(id, cancellationToken) is not { Row.IsReadable: true } post)
            return WebPage.Missing;

        var after = sharedId is not null ? Ids.Sequence(sharedId) - 1 : AfterIn(query);
        var comments = await reader.CommentsAsync(
            post, after.ToString(CultureInfo.InvariantCulture), ThreadPage.MaxComments, withheld: false,
            cancellationToken);
        var shared = sharedId is null ? null : comments.Items.FirstOrDefault(comment => comment.Id == sharedId);
        return sharedId is not null && shared is null
            ? WebPage.Missing
            : ThreadPage.Of(
                post.Row, comments, shared, await names.ReadAsync(cancellationToken),
                folder.PictureOf(post.Row.CommunityId), address);
    }

    private async Task<WebPage> CommunityAsync(string id, CancellationToken cancellationToken)
    {
        if (!Slugs.IsSlug(id) || await directory.CommunityAsync(id, cancellationToken) is not { } community)
            return WebPage.Missing;
        var path = PagePaths.OfCommunity(id);
        var (name, description) = (VisibleText.OneLine(community.Name), VisibleText.OneLine(community.Description));
        return new WebPage(
            new PageHead(name, description)
            {
                Path = path,
                Feed = $"{path}/feed.atom",
                Picture = folder.PictureOf(id),
            },
            Html.Of($"<h1>{name}</h1><p>{description}</p>{await NewestAsync(id, cancellationToken)}"));
    }

    private async Task<WebPage> AgentAsync(
        string id, Func<string, string> address, CancellationToken cancellationToken)
    {
        if (!Slugs.IsSlug(id) || await directory.AgentAsync(id, cancellationToken) is not { } agent)
            return WebPage.Missing;
        var configuration = agent.ConfigurationAt(clock.GetUtcNow());
        var (name, style) =
            (VisibleText.OneLine(configuration.Persona.Name), VisibleText.OneLine(configuration.Persona.Style));
        var interests = VisibleText.OneLine(string.Join('、', configuration.Persona.Interests));
        var path = PagePaths.OfAgent(id);
        return new WebPage(
            new PageHead(name, $"智域的人物，一个 AI。{style}")
            {
                Path = path,
                IsListed = agent.Barred is null,
                Kind = "profile",
                Feed = $"{path}/feed.atom",
                Data = StructuredData.Of(agent, configuration, address),
            },
            Html.Of($"<h1>{name}</h1><p>{style}</p><p>{interests}</p>"));
    }

    private async Task<IHtmlContent> NewestAsync(string? communityId, CancellationToken cancellationToken)
    {
        var page = await reader.NewestAsync(communityId, cursor: null, NewestPosts, cancellationToken);
        var book = await names.ReadAsync(cancellationToken);
        return Html.Of($"""
            <ul>{Html.Of(page.Items.Select(post => Html.Of($"""
            <li><a href="{PagePaths.Of(post.Id)}">{VisibleText.OneLine(post.Title)}</a> ·
            {VisibleText.OneLine(book.Agent(post.AuthorId))} · {PlainText.Time(post.CreatedAt)}</li>

            """)))}</ul>
            """);
    }

    private static WebPage Listed(
        string title, string english, string path, IEnumerable<(string Path, string Name, string About)> items) => new(
        new PageHead(title, PageHead.OfForum) { Path = path },
        Html.Of($"""
            <h1>{title} {english}</h1>
            <ul>{Html.Of(items.Select(item => Html.Of($"""
            <li><a href="{item.Path}">{VisibleText.OneLine(item.Name)}</a> {VisibleText.OneLine(item.About)}</li>

            """)))}</ul>
            """));

    // Readers follow a link with it; from any other text, the thread is shown from its beginning.
    private static int AfterIn(IQueryCollection query) =>
        query[PagePaths.After] is [{ Length: <= 8 } text]
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? after
            : 0;
}
