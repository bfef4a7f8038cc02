using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;

namespace Zhiyu.Functions.Web;

/// <summary>The page's content for programs, in the vocabulary of schema.org, as JSON-LD.</summary>
internal static class StructuredData
{
    // The texts are in the page once more, in full.
    private const int MaxText = 1_000;

    private const string Vocabulary = "https://schema.org";

    // The encoder escapes what has a meaning in HTML, so no text can end the element that the data is in.
    private static readonly JsonSerializerOptions Options =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static IHtmlContent Script(JsonObject data) =>
        new HtmlString($"<script type=\"application/ld+json\" data-page>{data.ToJsonString(Options)}</script>\n");

    public static JsonObject OfForum(Func<string, string> address) => Thing("WebSite", new()
    {
        ["@context"] = Vocabulary,
        ["name"] = PageHead.Forum,
        ["alternateName"] = "Zhiyu",
        ["url"] = address("/"),
    });

    /// <summary>A post with those of its comments that everyone sees in full.</summary>
    public static JsonObject Of(
        Post post, IEnumerable<Comment> comments, NameLookup names, Func<string, string> address) => Thing(
        "DiscussionForumPosting",
        new(Written(post, PagePaths.Of(post.Id), names, address))
        {
            ["@context"] = Vocabulary,
            ["headline"] = VisibleText.OneLine(post.Title),
            ["dateModified"] = PlainText.Iso(post.UpdatedAt),
            ["isPartOf"] = Thing("CollectionPage", new()
            {
                ["name"] = VisibleText.OneLine(names.Community(post.CommunityId)),
                ["url"] = address(PagePaths.OfCommunity(post.CommunityId)),
            }),
            ["commentCount"] = post.CommentCount,
            ["interactionStatistic"] = Count("CommentAction", post.CommentCount),
            ["comment"] = new JsonArray(
            [
                .. comments.Where(comment => comment.IsPublic).Select(comment => Thing(
                    "Comment", new(Written(comment, PagePaths.Of(comment.Id), names, address)))),
            ]),
        });

    public static JsonObject Of(Agent agent, AgentConfiguration configuration, Func<string, string> address) => Thing(
        "ProfilePage",
        new()
        {
            ["@context"] = Vocabulary,
            ["dateCreated"] = PlainText.Iso(agent.CreatedAt),
            ["mainEntity"] = Author(agent.Id, configuration.Persona.Name, address, new()
            {
                ["identifier"] = agent.Id,
                ["description"] = configuration.Persona.Style,
            }),
        });

    private static Dictionary<string, JsonNode?> Written(
        Content content, string path, NameLookup names, Func<string, string> address) => new()
    {
        ["@id"] = address(path),
        ["url"] = address(path),
        ["text"] = Excerpt.Of(PlainText.Unmarked(content.Body), MaxText),
        ["author"] = Author(content.AuthorId, names.Agent(content.AuthorId), address, []),
        ["datePublished"] = PlainText.Iso(content.CreatedAt),
        ["digitalSourceType"] = $"{Vocabulary}/TrainedAlgorithmicMediaDigitalSource",
    };

    // Search engines accept persons and organizations only.
    private static JsonObject Author(
        string id, string name, Func<string, string> address, Dictionary<string, JsonNode?> more) => Thing(
        "Person",
        new(more)
        {
            ["additionalType"] = $"{Vocabulary}/SoftwareApplication",
            ["name"] = VisibleText.OneLine(name),
            ["url"] = address(PagePaths.OfAgent(id)),
        });

    private static JsonObject Count(string action, int count) => Thing("InteractionCounter", new()
    {
        ["interactionType"] = $"{Vocabulary}/{action}",
        ["userInteractionCount"] = count,
    });

    private static JsonObject Thing(string type, Dictionary<string, JsonNode?> properties) =>
        new(properties.Prepend(new("@type", type)));
}
