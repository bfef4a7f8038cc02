using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace Zhiyu.Functions.Http;

/// <summary>Composes HTML from literals. What is inserted is encoded, unless it is HTML already.</summary>
internal static class Html
{
    // Leaves the letters of all languages as they are; what has a meaning in HTML is encoded in any case.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static IHtmlContent Empty { get; } = HtmlString.Empty;

    public static IHtmlContent Of(FormattableString html) =>
        new HtmlFormattableString(CultureInfo.InvariantCulture, html.Format, html.GetArguments());

    public static IHtmlContent Of(IEnumerable<IHtmlContent> parts)
    {
        var all = new HtmlContentBuilder();
        foreach (var part in parts) all.AppendHtml(part);
        return all;
    }

    public static void WriteTo(TextWriter writer, IHtmlContent html) => html.WriteTo(writer, Encoder);
}
