using System.Xml.Linq;
using Zhiyu.Core.Agents;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Forum.Feeds;
using Zhiyu.Core.Forum.Publishing;
using Zhiyu.Core.Forum.Reading;
using Zhiyu.Core.Threads;
using Zhiyu.Functions.Syndication;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Api.Governance;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Syndication;

public sealed class AtomTests(AzuriteFixture azurite)
{
    private const string Words = "这些话以后不给人看";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_feed_has_what_its_page_has()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        await forum.Get<CommunityStore>().AddAsync(Some.Community("other"), Token);
        var tagged = ApiCalls.Post();
        tagged["tags"] = new System.Text.Json.Nodes.JsonArray("C/C++ & 自由");
        var post = (await forum.WriteAsync("/v1/posts", tagged)).Id;
        var elsewhere = (await forum.WriteAsync("/v1/posts", ApiCalls.Post(community: "other"))).Id;
        var comment = await forum.CommentAsync(post);
        var reply = await forum.CommentAsync(post, "回复", comment);

        Assert.Equal(Ids(elsewhere, post), (await FeedAsync(forum, "/feed.atom")).Ids());
        Assert.Equal(Ids(post), (await FeedAsync(forum, "/feed.atom?tag=C%2FC%2B%2B%20%26%20自由")).Ids());
        Assert.Empty((await FeedAsync(forum, "/feed.atom?tag=自")).Ids());
        Assert.Equal(Ids(post), (await FeedAsync(forum, "/c/philosophy/feed.atom")).Ids());
        Assert.Equal(Ids(elsewhere, post), (await FeedAsync(forum, "/a/ada/feed.atom")).Ids());
        Assert.Equal(Ids(reply, comment), (await FeedAsync(forum, "/a/bo/feed.atom")).Ids());
        var thread = await FeedAsync(forum, $"/p/{post}/feed.atom");
        Assert.Equal(Ids(reply, comment, post), thread.Ids());
        Assert.Equal(
            Ids(comment, post),
            thread.Descendants(AtomRules.Threading + "in-reply-to").Select(answer => (string)answer.Attribute("ref")!));
        Assert.Equal(
            [$"{forum.Other.Client.BaseAddress}p/{post}/feed.atom"], AtomRules.Links(thread, "self"));
    }

    [Fact]
    public async Task A_feed_comes_in_pages_each_entry_once()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        List<string> written = [post];
        for (var i = 0; i < 32; i++) written.Add(await forum.CommentAsync(post, $"{i}"));
        for (var i = 0; i < 31; i++) await forum.PostAsync($"{i}");
        written.Reverse();

        Assert.Equal(Ids([.. written]), await AllAsync(forum, $"/p/{post}/feed.atom"));
        Assert.Equal(Ids([.. written.SkipLast(1)]), await AllAsync(forum, "/a/bo/feed.atom"));
        Assert.Equal(32, (await AllAsync(forum, "/feed.atom")).Count);
        Assert.Equal(32, (await AllAsync(forum, "/c/philosophy/feed.atom")).Count);
    }

    [Fact]
    public async Task What_is_withheld_is_gone_and_a_tombstone_says_so_and_what_is_restored_is_updated()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync();
        var comment = await forum.CommentAsync(post, Words);
        string[] paths = [$"/p/{post}/feed.atom", "/a/bo/feed.atom"];
        var before = new Dictionary<string, XElement>();
        foreach (var path in paths) before[path] = await FeedAsync(forum, path);
        Assert.All(before.Values, feed => Assert.Contains(AtomWriter.IdOf(comment), feed.Ids()));
        // The time of an entry is written in seconds.
        await Eventually.TrueAsync(
            () => TimeProvider.System.GetUtcNow() > AtomRules.Time(before[paths[0]], "updated").AddSeconds(1));

        await forum.DoAsync("quarantine", "comment", comment);

        foreach (var path in paths)
            await Eventually.TrueAsync(async () =>
                !(await forum.SeeAsync(path)).Text.Contains(Words, StringComparison.Ordinal));
        foreach (var path in paths)
        {
            var without = await FeedAsync(forum, path);
            Assert.Equal([AtomWriter.IdOf(comment)], AtomRules.Removed(without));
            Assert.True(AtomRules.Time(without, "updated") > AtomRules.Time(before[path], "updated"));
        }

        await forum.DoAsync("approve", "comment", comment);

        foreach (var path in paths)
            await Eventually.TrueAsync(async () =>
                (await FeedAsync(forum, path)).Ids().Contains(AtomWriter.IdOf(comment)));
        var entry = (await FeedAsync(forum, paths[0])).Element(AtomRules.Atom + "entry")!;
        Assert.True(AtomRules.Time(entry, "updated") > AtomRules.Time(entry, "published"));
    }

    [Fact]
    public async Task A_withheld_post_takes_its_comments_and_its_feed_with_it()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var post = await forum.PostAsync(Words);
        await forum.CommentAsync(post, Words);

        await forum.DoAsync("reject", "post", post);

        foreach (var path in (string[])["/feed.atom", "/c/philosophy/feed.atom", "/a/bo/feed.atom", "/a/ada/feed.atom"])
        {
            var feed = await forum.SeeAsync(path);
            Assert.Empty(AtomRules.Valid(feed.Text).Ids());
            Assert.DoesNotContain(Words, feed.Text, StringComparison.Ordinal);
        }

        Assert.Equal(404, (await forum.SeeAsync($"/p/{post}/feed.atom")).Status);
    }

    [Fact]
    public async Task The_digest_is_one_entry_a_day_whose_sentences_link_what_they_cite_while_it_is_public()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var empty = await FeedAsync(forum, "/today/feed.atom");
        Assert.Empty(empty.Ids());
        var post = await forum.PostAsync();
        var comment = await forum.CommentAsync(post, $"{Words}<b>");

        XElement? feed = null;
        // A digest is composed every ten seconds.
        await Eventually.TrueAsync(async () => (feed = await FeedAsync(forum, "/today/feed.atom")).Ids().Any());

        var entry = feed!.Element(AtomRules.Atom + "entry")!;
        var day = AtomRules.Time(entry, "published");
        Assert.Equal(TimeSpan.Zero, day.TimeOfDay);
        Assert.Equal(AtomWriter.IdOf($"today:{day:yyyy-MM-dd}"), AtomRules.IdOf(entry));
        Assert.StartsWith("《", entry.Element(AtomRules.Atom + "summary")!.Value, StringComparison.Ordinal);
        var html = entry.Element(AtomRules.Atom + "content")!.Value;
        Assert.Contains(
            $"<a href=\"{forum.Other.Client.BaseAddress}p/{post}?comment={comment}\">", html, StringComparison.Ordinal);
        Assert.Contains($"<blockquote><p>{Words}&lt;b&gt;</p>", html, StringComparison.Ordinal);
        Assert.Contains("was the talk of the day with 1 reply", html, StringComparison.Ordinal);
        var again = await forum.SeeAsync("/today/feed.atom");
        Assert.Equal(304, await StatusAsync(forum, "/today/feed.atom", "If-None-Match", $"{again.Headers.ETag}"));

        await forum.DoAsync("quarantine", "comment", comment);

        await Eventually.TrueAsync(async () =>
            !(await forum.SeeAsync("/today/feed.atom")).Text.Contains(Words, StringComparison.Ordinal));
        // The entry changes, so that readers which have it replace it.
        var left = (await FeedAsync(forum, "/today/feed.atom")).Element(AtomRules.Atom + "entry")!;
        Assert.Equal(AtomRules.IdOf(entry), AtomRules.IdOf(left));
        Assert.True(AtomRules.Time(left, "updated") > AtomRules.Time(entry, "updated"));
    }

    [Theory]
    [InlineData("/today/feed.atom?cursor=MA", 400)]
    [InlineData("/c/nowhere/feed.atom", 404)]
    [InlineData("/c/No%20Where/feed.atom", 404)]
    [InlineData("/a/unknown/feed.atom", 404)]
    [InlineData("/p/0123456789abcdef/feed.atom", 404)]
    [InlineData("/p/nothing/feed.atom", 404)]
    [InlineData("/feed.atom?cursor=nonsense", 400)]
    [InlineData("/p/0123456789abcdef/feed.atom?cursor=MA", 400)]
    [InlineData("/feed.atom?tag=%0A", 400)]
    public async Task What_does_not_exist_is_not_found(string path, int status)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);

        Assert.Equal(status, (await forum.SeeAsync(path)).Status);
    }

    [Fact]
    public async Task A_feed_that_is_known_is_not_sent_again()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        await forum.PostAsync();
        var first = await forum.SeeAsync("/feed.atom");

        Assert.Equal("application/atom+xml; charset=utf-8", first.ContentType);
        Assert.Equal("no-cache", first.Headers.CacheControl?.ToString());
        Assert.Equal(304, await StatusAsync(forum, "/feed.atom", "If-None-Match", $"{first.Headers.ETag}"));
        Assert.Equal(200, await StatusAsync(forum, "/feed.atom", "If-None-Match", "\"other\""));
        // So new that another change could have the same second.
        Assert.Null(first.ContentHeaders!.LastModified);
    }

    [Fact]
    public async Task A_feed_that_is_old_says_when_it_changed()
    {
        await using var forum = await GovernedForum.StartAsync(azurite);
        var at = Some.Time.AddTicks(123);
        var id = Core.Threads.Ids.NewThread(at, Some.Random());
        var post = Some.Post(id, "ada") with { CreatedAt = at, UpdatedAt = at };
        await forum.Get<FeedIndex>().AddAsync(new FeedEntry(post.Id, post.CommunityId, post.CreatedAt), Token);
        await forum.Get<ThreadStore>().CommitAsync(new ThreadTransaction(post.Id).Add(post), Token);

        var time = (await forum.SeeAsync("/feed.atom")).ContentHeaders!.LastModified!.Value;

        Assert.Equal(Some.Time, time);
        Assert.Equal(304, await StatusAsync(forum, "/feed.atom", "If-Modified-Since", $"{time:R}"));
        Assert.Equal(200, await StatusAsync(forum, "/feed.atom", "If-Modified-Since", $"{time.AddSeconds(1):R}"));
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("forum.example:99999")]
    [InlineData("[::1")]
    public async Task A_name_that_no_address_has_is_no_fault_of_ours(string host)
    {
        await using var forum = await GovernedForum.StartAsync(azurite);

        Assert.InRange(await StatusAsync(forum, "/feed.atom", "Host", host), 200, 499);
    }

    private static async Task<int> StatusAsync(GovernedForum forum, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await forum.Other.Client.SendAsync(request, Token);
        return (int)response.StatusCode;
    }

    private static async Task<IReadOnlyList<string>> AllAsync(GovernedForum forum, string path)
    {
        List<string> ids = [];
        var pages = 0;
        for (string? next = path; next is not null; pages++)
        {
            var feed = await FeedAsync(forum, next);
            ids.AddRange(feed.Ids());
            next = AtomRules.Links(feed, "next").SingleOrDefault();
        }

        Assert.Equal(2, pages);
        return ids;
    }

    private static async Task<XElement> FeedAsync(GovernedForum forum, string path)
    {
        var reply = await forum.Other.Client.CallAsync("GET", path, bearer: null);
        Assert.True(reply.Status == 200, reply.Text);
        return AtomRules.Valid(reply.Text);
    }

    private static IReadOnlyList<string> Ids(params string[] contentIds) => [.. contentIds.Select(AtomWriter.IdOf)];
}

/// <summary>What a page of a feed costs.</summary>
public sealed class AtomCostTests(AzuriteFixture azurite) : ForumTest(azurite)
{
    private readonly Uri _origin = new("https://forum.example");

    [Fact]
    public async Task A_page_costs_its_reads_and_for_two_seconds_nothing()
    {
        var first = await PostAsync(1);
        var second = await PostAsync(2);
        await CommentAsync(second, 1);
        await CommentAsync(second, 2);

        // The names, the entries and two posts; the community is looked up first.
        Assert.Equal((2, 5), await CostAsync("forum", (reader, token) => reader.ForumAsync(null, token)!));
        Assert.Equal((2, 0), await CostAsync("forum", (reader, token) => reader.ForumAsync(null, token)!));
        Assert.Equal((2, 3), await CostAsync(
            "community", (reader, token) => reader.CommunityAsync("philosophy", null, token)));
        Assert.Equal((3, 2), await CostAsync("thread", (reader, token) => reader.ThreadAsync(second, null, token)));
        Assert.Equal((1, 1), await CostAsync("first", (reader, token) => reader.ThreadAsync(first, null, token)));

        World.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((2, 3), await CostAsync("forum", (reader, token) => reader.ForumAsync(null, token)!));
    }

    private async Task<(int Entries, int Cost)> CostAsync(
        string feed, Func<AtomReader, CancellationToken, Task<AtomFeed?>> read)
    {
        var reader = new AtomReader(
            Process.Get<FeedPages>(), Process.Get<TaggedPosts>(), Process.Get<PostReads>(), Process.Get<ForumReader>(),
            Process.Get<ThreadStore>(), Process.Get<AuthorIndex>(), Process.Get<CachedDirectory>(), World.Clock);
        var pages = new AtomPages(Process.Get<PageCache>(), Process.Get<ForumNames>());
        var before = Process.Policy.Operations;
        var page = await pages.FindAsync(_origin, feed, cursor: null, token => read(reader, token), Token);
        var entries = AtomRules.Valid(System.Text.Encoding.UTF8.GetString(page!.Xml)).Ids().Count();
        return (entries, Process.Policy.Operations - before);
    }

    private async Task<string> PostAsync(int number)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        var written = await World.Observer.Get<PostWriter>().WriteAsync(
            new NewPost("ai", $"post {number}", Some.Community().Id, "题目", "正文", []), Token);
        return Assert.IsType<WriteResult<Post>.Written>(written).Value.Id;
    }

    private async Task CommentAsync(string postId, int number) =>
        Assert.IsType<WriteResult<Comment>.Written>(await World.Observer.Get<CommentWriter>().WriteAsync(
            new NewComment("bo", $"comment {number}", postId, null, "话"), Token));
}
