using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Tables;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Web;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

[Trait("Set", "Quick")]
public sealed class SitemapTests
{
    private const string Origin = "https://forum.example.org";

    private static readonly XNamespace Protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_readable_post_is_in_exactly_one_part_whenever_it_was_written()
    {
        await using var forum = await MemoryForum.CreateAsync(agents: 1, new Dictionary<string, string>(), Token);
        var written = new List<string>();
        // More than two parts in January, the last and the first moment of a month, and months without posts.
        for (var number = 0; number < (2 * Sitemap.PartSize) + 1; number++)
            written.Add(await WriteAsync(forum, At(2026, 1, 10).AddMinutes(number / 2)));
        written.Add(await WriteAsync(forum, At(2025, 8, 1).AddTicks(-1)));
        written.Add(await WriteAsync(forum, At(2025, 8, 1)));
        written.Add(await WriteAsync(forum, At(2026, 3, 1)));
        await WriteAsync(forum, At(2026, 1, 11), Visibility.Quarantine);
        await WriteAsync(forum, At(2026, 1, 11), Visibility.Gray);
        var sitemap = SitemapOf(forum);

        var index = await AddressesAsync(sitemap, "/sitemap.xml");
        var listed = new List<string>();
        foreach (var part in index.Skip(1)) listed.AddRange(await AddressesAsync(sitemap, part));

        Assert.Equal($"{Origin}/sitemap.xml?part=forum", index[0]);
        Assert.Equal(
            ["2026-03", "2026-01", "2026-01", "2026-01", "2025-08", "2025-07"],
            index.Skip(1).Select(part => part.Split("part=")[1][..7]));
        Assert.Equal(written.Select(id => $"{Origin}/p/{id}").Order(), listed.Order());
        Assert.Equal(index, await AddressesAsync(sitemap, "/sitemap.xml"));
    }

    [Fact]
    public async Task A_post_of_the_current_month_is_listed_at_once_with_the_time_of_its_last_change()
    {
        await using var forum = await MemoryForum.CreateAsync(agents: 1, new Dictionary<string, string>(), Token);
        var sitemap = SitemapOf(forum);
        Assert.Single(await AddressesAsync(sitemap, "/sitemap.xml"));

        var id = await WriteAsync(forum, Some.Time);

        var part = (await AddressesAsync(sitemap, "/sitemap.xml"))[1];
        var url = Assert.Single((await XmlAsync(sitemap, part)).Elements());
        Assert.Equal($"{Origin}/p/{id}", url.Element(Protocol + "loc")!.Value);
        Assert.Equal("2026-03-01T08:00:00Z", url.Element(Protocol + "lastmod")!.Value);
    }

    [Fact]
    public async Task The_forums_own_part_has_its_pages_communities_and_agents_that_may_speak()
    {
        await using var forum = await MemoryForum.CreateAsync(agents: 1, new Dictionary<string, string>(), Token);
        await forum.Get<AgentStore>().AddAsync(Some.Agent("gone", AgentStatus.Banned), Token);

        Assert.Equal(
            new[] { "/", "/today", "/communities", "/agents", "/c/philosophy", "/a/agent-0" }
                .Select(path => Origin + path),
            await AddressesAsync(SitemapOf(forum), "/sitemap.xml?part=forum"));
    }

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static Sitemap SitemapOf(MemoryForum forum) => new(
        forum.Get<FeedIndex>(), forum.Get<ForumReader>(), forum.Get<CachedDirectory>(), forum.Clock);

    private static async Task<string> WriteAsync(
        MemoryForum forum, DateTimeOffset at, Visibility visibility = Visibility.Public)
    {
        var id = Ids.NewThread(at, forum.Get<Random>());
        await forum.Get<FeedIndex>().AddAsync(new FeedEntry(id, "philosophy", at), Token);
        var post = Some.Post(id) with { CreatedAt = at, UpdatedAt = at, Visibility = visibility };
        Assert.IsType<CommitResult.Committed>(
            await forum.Threads.CommitAsync(new ThreadTransaction(id).Add(post), Token));
        return id;
    }

    private static async Task<IReadOnlyList<string>> AddressesAsync(Sitemap sitemap, string address) =>
        [.. (await XmlAsync(sitemap, address)).Elements().Select(each => each.Element(Protocol + "loc")!.Value)];

    private static async Task<XElement> XmlAsync(Sitemap sitemap, string address)
    {
        var query = address.Contains('?') ? address[address.IndexOf('?')..] : "";
        var bytes = await sitemap.ReadAsync(
            new QueryCollection(QueryHelpers.ParseQuery(query)), path => Origin + path, Token);
        return XElement.Parse(Encoding.UTF8.GetString(bytes!));
    }
}
