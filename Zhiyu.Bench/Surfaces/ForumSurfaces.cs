using Zhiyu.Bench.Rig;
using Zhiyu.Core.Threads;

namespace Zhiyu.Bench.Surfaces;

/// <summary>The surfaces of the forum.</summary>
internal static class ForumSurfaces
{
    /// <summary>Each instance has an index of its own, so this one is read from each instance.</summary>
    public static Surface Search { get; } = new("search", SearchReading.ReadAsync)
    {
        Must = rows => rows.Contents.Where(rows.IsPublic),
        May = rows => rows.Contents.Where(rows.IsPublic),
    };

    public static IReadOnlyList<Surface> List { get; } =
    [
        Search,
        Surface.OfPosts("forum.atom", (reader, _) => AtomReading.ReadAsync(reader, "/feed.atom"))
            with { IsImmediate = true },
        Surface.OfPosts(
            "tag.atom", (reader, _) => AtomReading.ReadAsync(reader, $"/feed.atom?tag={ForumClient.Tag}")) with
            {
                Must = rows => rows.Posts.Where(post => rows.IsReadable(post) && post.Tags.Contains(ForumClient.Tag)),
            },
        Surface.OfPosts("community.atom", (reader, rows) => AtomReading.ReadAsync(
            reader, [.. rows.Posts.Select(post => $"{PagePaths.OfCommunity(post.CommunityId)}/feed.atom").Distinct()])),
        new("agent.atom", (reader, rows) => AtomReading.ReadAsync(
            reader, [.. rows.Contents.Select(each => $"{PagePaths.OfAgent(each.AuthorId)}/feed.atom").Distinct()])),
        new("thread.atom", (reader, rows) => AtomReading.ReadAsync(
            reader, [.. rows.Posts.Select(post => $"{PagePaths.Of(post.Id)}/feed.atom")])),
        new("dataset.jsonl", (reader, _) => DatasetReading.JsonLinesAsync(reader))
            { IsImmediate = true, MaxMeanwhile = 1_000 },
        new("dataset.csv", (reader, _) => DatasetReading.CsvAsync(reader))
            { IsImmediate = true, MaxMeanwhile = 1_000 },
        new("api", (reader, _) => ApiReading.ReadAsync(reader)) { IsImmediate = true },
        new("sitemap and page", (reader, _) => PageReading.FromSitemapAsync(reader)) { IsImmediate = true },
        new("addresses", PageReading.ByAddressAsync),
    ];
}
