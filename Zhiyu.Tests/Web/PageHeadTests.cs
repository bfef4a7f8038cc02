using System.Net;
using System.Text.RegularExpressions;
using Zhiyu.Core.Agents;
using Zhiyu.Tests.Api;
using Zhiyu.Tests.Api.Access;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Web;

/// <summary>What search engines, messengers and readers without scripts find at the page's addresses.</summary>
public sealed class PageHeadTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Hostile =
        "</script></title></noscript><img src=x onerror=\"window.taken=1\">' & <!--";

    private string Origin => app.Client.BaseAddress!.ToString().TrimEnd('/');

    [Fact]
    public async Task A_post_can_be_shared_and_its_thread_be_read()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("雨声的题目", "**第一段**，有重点。\n\n第二段\n换行。"));
        var first = await app.CommentedAsync(ApiCalls.Comment(postId, "回应的话"));

        var page = await GetAsync($"/p/{postId}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("雨声的题目 · 智域", page.Title);
        Assert.Equal("雨声的题目", page.Meta("og:title"));
        Assert.Equal("第一段，有重点。 第二段 换行。", page.Meta("description"));
        Assert.Equal(page.Meta("description"), page.Meta("og:description"));
        Assert.Equal(("article", "智域", "summary_large_image"),
            (page.Meta("og:type"), page.Meta("og:site_name"), page.Meta("twitter:card")));
        Assert.Equal((page.Canonical, page.Canonical), ($"{Origin}/p/{postId}", page.Meta("og:url")));
        Assert.Equal(["/feed.atom", $"/p/{postId}/feed.atom"], page.Feeds);
        Assert.Null(page.Meta("robots"));

        Assert.Contains("<h1>雨声的题目</h1>", page.Body, StringComparison.Ordinal);
        Assert.Contains("<p>第二段\n换行。</p>", page.Body, StringComparison.Ordinal);
        Assert.Contains("<p>回应的话</p>", page.Body, StringComparison.Ordinal);
        Assert.Contains($"href=\"/p/{postId}?comment={first}\"", page.Body, StringComparison.Ordinal);

        var data = page.Data;
        Assert.Equal("DiscussionForumPosting", data.GetProperty("@type").GetString());
        Assert.Equal("https://schema.org", data.GetProperty("@context").GetString());
        Assert.Equal("雨声的题目", data.GetProperty("headline").GetString());
        Assert.Equal($"{Origin}/a/ada", data.GetProperty("author").GetProperty("url").GetString());
        Assert.Equal(1, data.GetProperty("commentCount").GetInt32());
        var comment = Assert.Single(data.GetProperty("comment").EnumerateArray());
        Assert.Equal(
            ("Comment", "回应的话", $"{Origin}/p/{postId}?comment={first}"),
            (comment.GetProperty("@type").GetString(), comment.GetProperty("text").GetString(),
                comment.GetProperty("url").GetString()));
    }

    [Theory]
    [InlineData("/", "/share.png")]
    [InlineData("/a/ada", "/share.png")]
    [InlineData("/c/philosophy", "/share/philosophy.png")]
    [InlineData("/p/{post}", "/share/philosophy.png")]
    public async Task The_picture_is_there_and_of_the_size_that_is_told(string path, string file)
    {
        var post = path.Contains("{post}", StringComparison.Ordinal) ? await app.PostedAsync(ApiCalls.Post("画")) : "";
        var page = await GetAsync(path.Replace("{post}", post, StringComparison.Ordinal));

        Assert.Equal($"{Origin}{file}", page.Meta("og:image"));
        var picture = await app.Client.GetByteArrayAsync(page.Meta("og:image"), TestContext.Current.CancellationToken);

        Assert.Equal("PNG"u8, picture.AsSpan(1, 3));
        Assert.Equal(
            (page.Meta("og:image:width"), page.Meta("og:image:height")), ($"{SizeAt(16)}", $"{SizeAt(20)}"));

        int SizeAt(int offset) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(offset));
    }

    [Fact]
    public async Task A_comment_is_shared_with_its_own_words_and_belongs_to_the_thread()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("共用的题目"));
        await app.CommentedAsync(ApiCalls.Comment(postId, "前面的话"));
        var second = await app.CommentedAsync(ApiCalls.Comment(postId, "要分享的话"));

        var page = await GetAsync($"/p/{postId}?comment={second}");

        Assert.EndsWith("：共用的题目 · 智域", page.Title, StringComparison.Ordinal);
        Assert.Equal("要分享的话", page.Meta("og:description"));
        Assert.Equal($"{Origin}/p/{postId}?comment={second}", page.Meta("og:url"));
        Assert.Equal($"{Origin}/p/{postId}", page.Canonical);
        Assert.Contains("要分享的话", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("前面的话", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_thread_is_read_part_by_part()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("长对话"));
        for (var number = 1; number <= 31; number++)
            await app.CommentedAsync(ApiCalls.Comment(postId, $"第 {number} 条。"));

        var first = await GetAsync($"/p/{postId}");
        var rest = await GetAsync($"/p/{postId}?after=30");

        Assert.Contains($"<a rel=\"next\" href=\"/p/{postId}?after=30\">", first.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("第 31 条", first.Html, StringComparison.Ordinal);
        Assert.Contains("第 31 条", rest.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", rest.Body, StringComparison.Ordinal);
        Assert.Equal($"{Origin}/p/{postId}", rest.Canonical);
    }

    [Theory]
    [InlineData("/", "智域", "WebSite", null)]
    [InlineData("/c/philosophy", "哲学 · 智域", null, "/c/philosophy/feed.atom")]
    [InlineData("/a/ada", "ada · 智域", "ProfilePage", "/a/ada/feed.atom")]
    [InlineData("/today", "今日看点 · 智域", null, "/today/feed.atom")]
    [InlineData("/communities", "社区 · 智域", null, null)]
    [InlineData("/agents", "人物 · 智域", null, null)]
    [InlineData("/search?q=%E9%9B%A8", "搜索 · 智域", null, null)]
    [InlineData("/pulse", "脉搏 · 智域", null, null)]
    public async Task Other_pages_have_a_head_of_their_own(string path, string title, string? data, string? feed)
    {
        var page = await GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, title), (page.Status, page.Title));
        Assert.Equal($"{Origin}{path.Split('?')[0]}", page.Canonical);
        Assert.NotEmpty(page.Meta("description")!);
        Assert.Equal(data, page.HasData ? page.Data.GetProperty("@type").GetString() : null);
        Assert.Equal(feed is null ? ["/feed.atom"] : ["/feed.atom", feed], page.Feeds);
        Assert.Contains("<h1>", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_one_gets_from_the_front_page_to_posts_communities_and_agents()
    {
        var postId = await app.PostedAsync(ApiCalls.Post("首页上的题目"));

        Assert.Contains($"<a href=\"/p/{postId}\">首页上的题目</a>", (await GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.Contains("href=\"/p/", (await GetAsync("/c/philosophy")).Body, StringComparison.Ordinal);
        Assert.Contains("href=\"/c/philosophy\"", (await GetAsync("/communities")).Body, StringComparison.Ordinal);
        Assert.Contains("href=\"/a/ada\"", (await GetAsync("/agents")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nonsense")]
    [InlineData("/p/06h0ab14k8yhkgh0")]
    [InlineData("/p/no-id")]
    [InlineData("/p/06h0ab14k8yhkgh0-1")]
    [InlineData("/c/nowhere")]
    [InlineData("/a/unknown")]
    [InlineData("/a/NOT%20A%20SLUG")]
    [InlineData("/p")]
    [InlineData("/sitemap.xml?part=nonsense")]
    [InlineData("/sitemap.xml?part=9999-12")]
    [InlineData("/sitemap.xml?part=2026-01&cursor=NQ")]
    public async Task Where_nothing_is_the_page_says_so_with_404(string path)
    {
        var page = await GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "noindex"), (page.Status, page.Meta("robots")));
        Assert.Null(page.Canonical);
        Assert.Contains("<div id=\"root\">", page.Html, StringComparison.Ordinal);
        Assert.Contains("这里没有你要找的东西", page.Body, StringComparison.Ordinal);
        Assert.Null(page.Response.Headers.ETag);
        Assert.Equal("no-cache", page.Response.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("/studio/new")]
    [InlineData("/govern")]
    [InlineData("/following")]
    public async Task Pages_of_people_who_signed_in_are_kept_from_search_engines(string path)
    {
        var page = await GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, "noindex"), (page.Status, page.Meta("robots")));
        Assert.Null(page.Canonical);
    }

    [Fact]
    public async Task Nothing_that_an_agent_writes_leaves_its_element()
    {
        await app.Get<AgentStore>().AddAsync(
            Some.Agent("odd").Named(Hostile), TestContext.Current.CancellationToken);
        var post = ApiCalls.Post(Hostile, Hostile);
        post["actor_agent_id"] = "odd";
        var postId = await app.PostedAsync(post);
        await ApproveAsync("post", postId);
        var comment = ApiCalls.Comment(postId, Hostile);
        comment["actor_agent_id"] = "odd";
        var commentId = await app.CommentedAsync(comment);
        await ApproveAsync("comment", commentId);

        var own = (await GetAsync("/nonsense")).Html.Split("</script>").Length;
        foreach (var path in (string[])[$"/p/{postId}", $"/p/{postId}?comment={commentId}", "/", "/a/odd", "/agents"])
        {
            var page = await GetAsync(path);

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("<img", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("onerror=\"", page.Html, StringComparison.Ordinal);
            foreach (var end in (string[])["</title>", "</noscript>", "</head>"])
                Assert.Equal(2, page.Html.Split(end).Length);
            Assert.Equal(page.HasData ? own + 1 : own, page.Html.Split("</script>").Length);
        }

        var shared = await GetAsync($"/p/{postId}");
        Assert.Equal(Hostile, shared.Meta("og:title"));
        Assert.Equal(Hostile, shared.Data.GetProperty("headline").GetString());
    }

    [Fact]
    public async Task A_page_that_is_known_is_not_sent_again_until_something_is_said()
    {
        var path = $"/p/{await app.PostedAsync(ApiCalls.Post("认得的题目"))}";
        var first = await GetAsync(path);
        var tag = $"{first.Response.Headers.ETag}";

        var known = await app.GetAsync(path, tag);
        await app.CommentedAsync(ApiCalls.Comment(path[3..], "新的话"));
        var changed = await app.GetAsync(path, tag);

        Assert.Equal((304, ""), (known.Status, known.Text));
        Assert.Equal("no-cache", known.Headers.CacheControl!.ToString());
        Assert.Equal(200, changed.Status);
    }

    [Fact]
    public async Task It_is_compressed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.AcceptEncoding.ParseAdd("br");

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.Equal(["Accept-Encoding"], response.Headers.Vary);
    }

    [Theory]
    [InlineData("forum.example.org", "http://forum.example.org/today")]
    [InlineData("forum.example.org:8080", "http://forum.example.org:8080/today")]
    [InlineData("[::1]:8080", "http://[::1]:8080/today")]
    public async Task Without_the_setting_links_have_the_host_of_the_request(string host, string expected) =>
        Assert.Equal(expected, (await FilledPage.GetAsync(app.Client, "/today", host)).Canonical);

    [Fact]
    public async Task Crawlers_are_told_what_to_leave_and_where_the_rest_is()
    {
        var reply = await app.GetAsync("/robots.txt");

        Assert.Equal((200, "text/plain; charset=utf-8"), (reply.Status, reply.ContentType));
        Assert.Contains("Disallow: /govern\n", reply.Text, StringComparison.Ordinal);
        Assert.Contains($"\nSitemap: {Origin}/sitemap.xml\n", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_models_are_told_what_there_is_to_read_and_each_link_leads_there()
    {
        var reply = await app.GetAsync("/llms.txt");

        Assert.Equal((200, "text/plain; charset=utf-8"), (reply.Status, reply.ContentType));
        Assert.StartsWith("# 智域 Zhiyu\n\n> ", reply.Text, StringComparison.Ordinal);
        var links = Regex.Matches(reply.Text, @"\]\(([^)]+)\)").Select(link => link.Groups[1].Value).ToList();
        Assert.All(links, link => Assert.StartsWith($"{Origin}/", link, StringComparison.Ordinal));
        Assert.Contains($"{Origin}/mcp", links);
        await app.FoundAsync("q=AI", least: 0);
        foreach (var link in links)
            Assert.Equal(link == $"{Origin}/mcp" ? 405 : 200, (await app.GetAsync(link)).Status);
    }

    [Fact]
    public async Task The_manifest_names_icons_that_are_there()
    {
        var manifest = await app.GetAsync("/manifest.webmanifest");
        Assert.Equal((200, "application/manifest+json"), (manifest.Status, manifest.ContentType));

        foreach (var icon in System.Text.Json.JsonElement.Parse(manifest.Text).GetProperty("icons").EnumerateArray())
        {
            var found = await app.GetAsync(icon.GetProperty("src").GetString()!);
            Assert.Equal((200, icon.GetProperty("type").GetString()), (found.Status, found.ContentType));
        }
    }

    private Task<FilledPage> GetAsync(string path) => FilledPage.GetAsync(app.Client, path);

    private async Task ApproveAsync(string type, string id)
    {
        var order = $$"""{"action":"approve","target_type":"{{type}}","target_id":"{{id}}"}""";
        var reply = await app.Client.CallAsync("POST", "/v1/admin/moderation/actions", People.Token(), order);
        Assert.True(reply.Status == 200, reply.Text);
    }
}
