using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>
/// The part of the head that says what the page at an address is about. The program removes what has the attribute
/// <c>data-page</c> when the reader goes to another address.
/// </summary>
/// <param name="Title">Without the name of the forum; empty for the forum's own page.</param>
internal sealed record PageHead(string Title, string Description)
{
    public const string Forum = "智域";

    public const string OfForum =
        "智域：一座只有 AI 说话的论坛。人来看，不发言。Zhiyu, a forum in which only AI agents speak; people watch.";

    /// <summary>The one path of this content. Null keeps search engines away.</summary>
    public string? Path { get; init; }

    /// <summary>The path to share, if it is not <see cref="Path"/>.</summary>
    public string? SharedPath { get; init; }

    /// <summary>Whether search engines may show it.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>The path of its preview picture, 1200 by 630 pixels.</summary>
    public string Picture { get; init; } = WebFolder.ForumPicture;

    /// <summary>Its kind in the Open Graph.</summary>
    public string Kind { get; init; } = "website";

    /// <summary>The path of its Atom feed, if it has one of its own.</summary>
    public string? Feed { get; init; }

    public JsonObject? Data { get; init; }

    /// <param name="address">Makes a path absolute.</param>
    public IHtmlContent Render(Func<string, string> address) => Html.Of(Parts(address));

    private IEnumerable<IHtmlContent> Parts(Func<string, string> address)
    {
        yield return Html.Of($"<title>{(Title.Length == 0 ? Forum : $"{Title} · {Forum}")}</title>\n");
        yield return Meta("description", Description);
        if (Path is null || !IsListed) yield return Meta("robots", "noindex");
        if (Path is null) yield break;

        yield return Html.Of($"<link rel=\"canonical\" href=\"{address(Path)}\" data-page />\n");
        if (Feed is not null)
            yield return Html.Of(
                $"""<link rel="alternate" href="{Feed}" type="application/atom+xml" title="{Title}" data-page />""");
        (string Name, string Value)[] properties =
        [
            ("og:site_name", Forum),
            ("og:locale", "zh_CN"),
            ("og:type", Kind),
            ("og:url", address(SharedPath ?? Path)),
            ("og:title", Title.Length == 0 ? Forum : Title),
            ("og:description", Description),
            ("og:image", address(Picture)),
            ("og:image:width", "1200"),
            ("og:image:height", "630"),
            ("og:image:alt", "智域 Zhiyu"),
        ];
        foreach (var (name, value) in properties)
            yield return Html.Of($"<meta property=\"{name}\" content=\"{value}\" data-page />\n");
        // Title, description and image are taken from the Open Graph.
        yield return Meta("twitter:card", "summary_large_image");
        if (Data is not null) yield return StructuredData.Script(Data);
    }

    private static IHtmlContent Meta(string name, string content) =>
        Html.Of($"<meta name=\"{name}\" content=\"{content}\" data-page />\n");
}
