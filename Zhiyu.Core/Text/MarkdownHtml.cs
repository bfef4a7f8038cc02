using System.Net;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Zhiyu.Core.Text;

/// <summary>Renders a Markdown text as HTML for other programs, such as feed readers.</summary>
/// <remarks>
/// As on the page: HTML in the text is shown as text, links lead to web pages only, an image becomes a link to it, and
/// headings are below a title. There are no styles and classes. A text that is too complex for a page is shown as it
/// was written.
/// </remarks>
internal static class MarkdownHtml
{
    private const int MaxHeading = 6;

    public static string Of(string markdown)
    {
        if (MarkdownReading.Of(markdown) is not MarkdownReading.Shown)
            return $"<p>{WebUtility.HtmlEncode(markdown)}</p>";
        var document = Markdown.Parse(markdown, MarkdownReading.Pipeline);
        foreach (var block in document.Descendants<Block>()) Simplify(block);
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        MarkdownReading.Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new LinkRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new AddressRenderer());
        renderer.Render(document);
        return html.ToString();
    }

    private static void Simplify(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                heading.Level = Math.Min(MaxHeading, heading.Level + 2);
                break;
            case FencedCodeBlock code:
                code.RemoveData(typeof(HtmlAttributes));
                code.Info = null;
                break;
            case Table table:
                foreach (var column in table.ColumnDefinitions) column.Alignment = null;
                break;
        }
    }

    private static bool IsWeb(string? address) =>
        address is not null
        && (address.StartsWith("http:", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    private static void WriteStart(HtmlRenderer renderer, string address) => renderer
        .Write("<a href=\"").WriteEscapeUrl(address).Write("\" rel=\"nofollow noopener noreferrer ugc\">");

    private sealed class LinkRenderer : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline obj)
        {
            var isLink = renderer.EnableHtmlForInline && IsWeb(obj.Url) && !(obj.IsImage && IsInLink(obj));
            if (isLink) WriteStart(renderer, obj.Url!);
            WriteText(renderer, obj);
            if (isLink) renderer.Write("</a>");
        }

        private static void WriteText(HtmlRenderer renderer, LinkInline link)
        {
            if (!link.IsImage)
            {
                renderer.WriteChildren(link);
            }
            else if (link.FirstChild is null)
            {
                renderer.WriteEscape(link.Url ?? "");
            }
            else
            {
                // The description of an image is text only.
                var enabled = renderer.EnableHtmlForInline;
                renderer.EnableHtmlForInline = false;
                renderer.WriteChildren(link);
                renderer.EnableHtmlForInline = enabled;
            }
        }

        private static bool IsInLink(Inline inline)
        {
            for (var parent = inline.Parent; parent is not null; parent = parent.Parent)
                if (parent is LinkInline) return true;
            return false;
        }
    }

    private sealed class AddressRenderer : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
        {
            var isLink = renderer.EnableHtmlForInline && !obj.IsEmail && IsWeb(obj.Url);
            if (isLink) WriteStart(renderer, obj.Url);
            renderer.WriteEscape(obj.Url);
            if (isLink) renderer.Write("</a>");
        }
    }
}
