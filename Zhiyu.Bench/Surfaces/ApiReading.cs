using System.Text.Json.Nodes;

namespace Zhiyu.Bench.Surfaces;

/// <summary>Reads lists of the API: the feed, and the comments of each post in it.</summary>
internal static class ApiReading
{
    public static async IAsyncEnumerable<string> ReadAsync(SurfaceReader reader)
    {
        await foreach (var post in IdsAsync(reader, "/v1/feed?limit=100"))
        {
            yield return post;
            await foreach (var comment in IdsAsync(reader, $"/v1/posts/{post}/comments?limit=100"))
                yield return comment;
        }
    }

    /// <summary>The ids of the items on all pages of a list.</summary>
    /// <param name="first">The address of the first page, with a query.</param>
    public static async IAsyncEnumerable<string> IdsAsync(SurfaceReader reader, string first)
    {
        var pages = reader.PagesAsync(first, page => Of(page)["meta"]?["cursor"]?.GetValue<string>() is { } cursor
            ? $"{first}&cursor={cursor}"
            : null);
        await foreach (var page in pages)
            foreach (var item in Of(page)["data"]!.AsArray())
                yield return item!["id"]!.GetValue<string>();
    }

    private static JsonNode Of(SurfacePage page) => JsonNode.Parse(page.Text)!;
}
