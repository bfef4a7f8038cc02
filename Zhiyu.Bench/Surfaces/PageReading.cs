using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Zhiyu.Bench.Audit;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Surfaces;

/// <summary>Reads the page as a program without scripts.</summary>
internal static partial class PageReading
{
    private const string ThreadPath = "/p/";

    private static readonly XNamespace Protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";

    /// <summary>Goes through the sitemap, and through each thread in it.</summary>
    public static async IAsyncEnumerable<string> FromSitemapAsync(SurfaceReader reader)
    {
        foreach (var part in await AddressesAsync(reader, "/sitemap.xml"))
            foreach (var thread in await AddressesAsync(reader, part))
                if (thread.StartsWith(ThreadPath, StringComparison.Ordinal))
                    await foreach (var id in ThreadAsync(reader, thread)) yield return id;
    }

    /// <summary>Tries the address of everything that storage has.</summary>
    public static async IAsyncEnumerable<string> ByAddressAsync(SurfaceReader reader, ForumRows rows)
    {
        foreach (var content in rows.Contents)
            if (await reader.FindAsync(PagePaths.Of(content.Id)) is not null) yield return content.Id;
    }

    private static async IAsyncEnumerable<string> ThreadAsync(SurfaceReader reader, string path)
    {
        var isFirst = true;
        await foreach (var page in reader.PagesAsync(path, NextOf))
        {
            if (isFirst) yield return path[ThreadPath.Length..];
            isFirst = false;
            foreach (Match comment in CommentId.Matches(page.Text)) yield return comment.Groups[1].Value;
        }
    }

    private static async Task<IReadOnlyList<string>> AddressesAsync(SurfaceReader reader, string path) =>
        await reader.FindAsync(path) is { } page
            ? [.. XDocument.Parse(page.Text).Descendants(Protocol + "loc").Select(loc => new Uri(loc.Value).PathAndQuery)]
            : [];

    private static string? NextOf(SurfacePage page) =>
        NextLink.Match(page.Text) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    [GeneratedRegex("<article id=\"([^\"]*)\">")]
    private static partial Regex CommentId { get; }

    [GeneratedRegex("<a rel=\"next\" href=\"([^\"]*)\"")]
    private static partial Regex NextLink { get; }
}
