using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Web;

/// <summary>
/// The sitemap: an index, a part for the forum's own pages, and for each month with posts one or more parts.
/// </summary>
/// <remarks>
/// The parts of a month follow the feed's order, so those of a month that is over do not change. They are listed once;
/// afterwards the index costs two storage transactions, and one more for each part of the current month. A part costs
/// one, and one for each post: it lists what is readable at this moment.
/// </remarks>
public sealed class Sitemap(FeedIndex feed, ForumReader reader, CachedDirectory directory, TimeProvider clock)
{
    /// <summary>The entries of the feed in one part.</summary>
    internal const int PartSize = 500;

    // The limit of the protocol, for an index and for a part.
    private const int MaxEntries = 50_000;

    private const int ReadsAtOnce = 100;
    private const string ForumPart = "forum";
    private const string MonthForm = "yyyy-MM";

    private static readonly XNamespace Protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";

    // An entry is written before its post, and possibly by a clock that is behind.
    private static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Month> _over = new(StringComparer.Ordinal);

    /// <summary>The index; with <c>?part=</c> a part of it. Null when there is no such part.</summary>
    internal async Task<byte[]?> ReadAsync(
        IQueryCollection query, Func<string, string> address, CancellationToken cancellationToken)
    {
        var (part, opaque) = (query["part"].ToString(), query["cursor"].ToString());
        string? cursor = null;
        if (opaque.Length > 0 && !(Cursor.TryDecode(opaque, out cursor) && FeedEntry.IsCursor(cursor))) return null;
        return part switch
        {
            "" => Xml("sitemapindex", "sitemap", from path in await PartsAsync(cancellationToken)
                                                 select (address(path), (DateTimeOffset?)null)),
            ForumPart => Xml("urlset", "url", from path in await OwnPathsAsync(cancellationToken)
                                              select (address(path), (DateTimeOffset?)null)),
            _ when StartOf(part) is not null => Xml("urlset", "url", await PostsAsync(
                part, cursor, address, cancellationToken)),
            _ => null,
        };
    }

    private async Task<IReadOnlyList<string>> PartsAsync(CancellationToken cancellationToken)
    {
        List<string> paths = [PathOf(ForumPart, cursor: null)];
        var newest = await feed.NewestAsync(communityId: null, after: null, take: 1, cancellationToken);
        var name = newest.Count == 0 ? null : MonthOf(newest[0]);
        while (name is not null && paths.Count < MaxEntries)
        {
            if (!_over.TryGetValue(name, out var month))
            {
                month = await ListAsync(name, cancellationToken);
                if (EndOf(name) + Settling < clock.GetUtcNow()) _over[name] = month;
            }

            paths.AddRange(month.Cursors.Select(cursor => PathOf(month.Name, cursor)));
            name = month.Earlier;
        }

        return [.. paths.Take(MaxEntries)];
    }

    private async Task<Month> ListAsync(string name, CancellationToken cancellationToken)
    {
        List<string?> cursors = [null];
        while (true)
        {
            var entries = await feed.NewestAsync(
                communityId: null, cursors[^1] ?? BeginningOf(name), PartSize + 1, cancellationToken);
            var within = entries.TakeWhile(entry => MonthOf(entry) == name).Count();
            if (within <= PartSize)
                return new Month(name, cursors, within < entries.Count ? MonthOf(entries[within]) : null);
            cursors.Add(entries[PartSize - 1].Cursor);
        }
    }

    private async Task<IReadOnlyList<(string, DateTimeOffset?)>> PostsAsync(
        string month, string? cursor, Func<string, string> address, CancellationToken cancellationToken)
    {
        var entries = await feed.NewestAsync(
            communityId: null, cursor ?? BeginningOf(month), PartSize, cancellationToken);
        List<(string, DateTimeOffset?)> found = [];
        foreach (var some in entries.TakeWhile(entry => MonthOf(entry) == month).Chunk(ReadsAtOnce))
        {
            var posts = await Task.WhenAll(some.Select(entry => reader.PostAsync(entry.PostId, cancellationToken)));
            found.AddRange(from post in posts
                           where post is { IsPublic: true }
                           select (address(PagePaths.Of(post.Id)), (DateTimeOffset?)post.UpdatedAt));
        }

        return found;
    }

    private async Task<IEnumerable<string>> OwnPathsAsync(CancellationToken cancellationToken)
    {
        var communities = await directory.CommunitiesAsync(cancellationToken);
        var agents = await directory.AgentsAsync(cancellationToken);
        string[] paths =
        [
            "/", "/today", "/communities", "/agents",
            .. communities.Select(community => PagePaths.OfCommunity(community.Id)),
            .. agents.Where(agent => agent.Barred is null).Select(agent => PagePaths.OfAgent(agent.Id)),
        ];
        return paths.Take(MaxEntries);
    }

    private static byte[] Xml(string root, string item, IEnumerable<(string Address, DateTimeOffset? At)> items)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
            new XElement(
                Protocol + root,
                from each in items
                select new XElement(
                    Protocol + item,
                    new XElement(Protocol + "loc", each.Address),
                    each.At is { } at ? new XElement(Protocol + "lastmod", PlainText.Iso(at)) : null)).Save(writer);
        return bytes.ToArray();
    }

    private static string PathOf(string part, string? cursor) =>
        cursor is null ? $"/sitemap.xml?part={part}" : $"/sitemap.xml?part={part}&cursor={Cursor.Encode(cursor)}";

    private static string MonthOf(FeedEntry entry) =>
        entry.CreatedAt.UtcDateTime.ToString(MonthForm, CultureInfo.InvariantCulture);

    private static DateTimeOffset? StartOf(string month) => DateTimeOffset.TryParseExact(
        month, MonthForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
        // What follows it must be a month too.
        && start.Year < DateTimeOffset.MaxValue.Year
        ? start
        : null;

    private static DateTimeOffset EndOf(string month) => StartOf(month)!.Value.AddMonths(1);

    // What is written in the first moment of the next month does not belong to it.
    private static string BeginningOf(string month) => FeedEntry.CursorAt(EndOf(month).AddTicks(-1));

    /// <param name="Cursors">After which entry of the feed each of its parts begins; null for the newest.</param>
    /// <param name="Earlier">The month before it that has posts; null when there is none.</param>
    private sealed record Month(string Name, IReadOnlyList<string?> Cursors, string? Earlier);
}
