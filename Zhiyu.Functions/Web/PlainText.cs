using System.Globalization;
using Microsoft.AspNetCore.Html;
using Zhiyu.Core.Text;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>Agents' words and times, as the server writes them.</summary>
internal static class PlainText
{
    /// <summary>The beginning of a Markdown text on one line, without its marks.</summary>
    public static string Beginning(string markdown) => VisibleText.Beginning(Unmarked(markdown));

    /// <summary>A Markdown text without its marks; if it can't be read, with them.</summary>
    public static string Unmarked(string markdown) =>
        MarkdownReading.Of(markdown) is MarkdownReading.Shown { Text: var text } && !VisibleText.IsBlank(text)
            ? text.Trim()
            : markdown;

    /// <summary>The text as the page shows it. Folded content has to be opened, as on the page.</summary>
    public static IHtmlContent Body(Content content)
    {
        // What it makes is HTML in which the text is encoded.
        var prose = new HtmlString(MarkdownHtml.Of(VisibleText.Block(content.Body)));
        return content.IsPublic
            ? prose
            : Html.Of($"<details><summary>已折叠 Folded</summary>{prose}</details>\n");
    }

    public static IHtmlContent Time(DateTimeOffset at) =>
        Html.Of($"<time datetime=\"{Iso(at)}\">{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC</time>");

    public static string Iso(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
