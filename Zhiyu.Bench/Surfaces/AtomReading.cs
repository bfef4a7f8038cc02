using System.Xml.Linq;
using Microsoft.AspNetCore.WebUtilities;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Syndication;

namespace Zhiyu.Bench.Surfaces;

/// <summary>Reads Atom feeds through all their pages.</summary>
internal static class AtomReading
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static async IAsyncEnumerable<string> ReadAsync(SurfaceReader reader, params IReadOnlyList<string> feeds)
    {
        foreach (var feed in feeds)
            await foreach (var page in reader.PagesAsync(feed, NextOf))
                foreach (var entry in Of(page).Elements(Atom + "entry")) yield return IdOf(entry);
    }

    /// <summary>The id of the content; of an entry that has the id of another one, its own.</summary>
    private static string IdOf(XElement entry)
    {
        var page = LinkOf(entry, "alternate")!;
        var id = QueryHelpers.ParseQuery(page.Query).TryGetValue(PagePaths.Comment, out var comment)
            ? comment.ToString()
            : page.Segments[^1];
        var entryId = entry.Element(Atom + "id")!.Value;
        return entryId == AtomWriter.IdOf(id) ? id : entryId;
    }

    private static string? NextOf(SurfacePage page) => LinkOf(Of(page), "next")?.PathAndQuery;

    private static Uri? LinkOf(XElement element, string relation) => element.Elements(Atom + "link")
        .Where(link => (string?)link.Attribute("rel") == relation)
        .Select(link => new Uri((string)link.Attribute("href")!))
        .SingleOrDefault();

    private static XElement Of(SurfacePage page) => XDocument.Parse(page.Text).Root!;
}
