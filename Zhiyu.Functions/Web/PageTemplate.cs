using System.Text;
using Microsoft.AspNetCore.Html;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>The index of the built page, with a place in its head and one in its body to fill.</summary>
internal sealed class PageTemplate
{
    private readonly string _beforeHead;
    private readonly string _beforeBody;
    private readonly string _afterBody;

    public PageTemplate(WebFile index)
    {
        Unfilled = index.Bytes;
        (_beforeHead, var rest) = Split(Encoding.UTF8.GetString(index.Bytes), "head");
        (_beforeBody, _afterBody) = Split(rest, "body");
    }

    /// <summary>The page as it was built. It still works in a browser with scripts.</summary>
    public byte[] Unfilled { get; }

    public byte[] Filled(IHtmlContent head, IHtmlContent body)
    {
        using var html = new StringWriter();
        html.Write(_beforeHead);
        Html.WriteTo(html, head);
        html.Write(_beforeBody);
        Html.WriteTo(html, body);
        html.Write(_afterBody);
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static (string Before, string After) Split(string html, string place)
    {
        var (start, end) = ($"<!--{place}-->", $"<!--/{place}-->");
        var from = html.IndexOf(start, StringComparison.Ordinal);
        var to = html.IndexOf(end, StringComparison.Ordinal);
        return from >= 0 && to > from
            ? (html[..from], html[(to + end.Length)..])
            : throw new InvalidOperationException($"The built page has no {start}…{end}: see web/index.html.");
    }
}
