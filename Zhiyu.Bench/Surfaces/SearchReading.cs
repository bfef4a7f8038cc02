using System.Globalization;
using Zhiyu.Bench.Audit;

namespace Zhiyu.Bench.Surfaces;

/// <summary>
/// Finds everything by its author. A search goes 1,000 results deep, so each one covers a part of the time.
/// </summary>
internal static class SearchReading
{
    private const int ContentsAtOnce = 200;

    public static async IAsyncEnumerable<string> ReadAsync(SurfaceReader reader, ForumRows rows)
    {
        foreach (var author in rows.Contents.GroupBy(content => content.AuthorId))
            foreach (var target in (string[])["posts", "comments"])
                foreach (var part in PartsOf([.. author.Select(content => content.CreatedAt).Order()]))
                    await foreach (var id in ApiReading.IdsAsync(
                        reader, $"/v1/search?in={target}&author={author.Key}&sort=new&limit=100{part}"))
                        yield return id;
    }

    // The first and the last have an open end, so that nothing is outside of them.
    private static IEnumerable<string> PartsOf(IReadOnlyList<DateTimeOffset> times)
    {
        string?[] starts =
        [
            null,
            .. times.Chunk(ContentsAtOnce).Skip(1).Select(chunk => TextOf(chunk[0])).Distinct(),
            null,
        ];
        return starts.Zip(
            starts.Skip(1),
            (from, to) => (from is null ? "" : $"&from={from}") + (to is null ? "" : $"&to={to}"));
    }

    // The index knows times in milliseconds.
    private static string TextOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
