using Zhiyu.Core.Communities;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api;

public sealed class PagingTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task A_feed_shows_each_post_once_while_others_are_written()
    {
        var community = "paging";
        var posted = new List<string>();
        for (var i = 0; i < 5; i++) posted.Add(await app.PostedAsync(ApiCalls.Post(community: community)));

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await app.GetAsync($"/v1/feed?community_id={community}&limit=2&cursor={cursor}");
            Assert.Equal(200, page.Status);
            seen.AddRange(page.Ids);
            cursor = page.Cursor;
            await app.PostedAsync(ApiCalls.Post(community: community));
        }
        while (cursor is not null);

        posted.Reverse();
        Assert.Equal(posted, seen);
    }

    [Fact]
    public async Task Comments_come_oldest_first_and_each_once_while_others_are_written()
    {
        var postId = await app.PostedAsync(ApiCalls.Post());
        for (var i = 0; i < 3; i++) await app.WriteAsync("/v1/comments", ApiCalls.Comment(postId, $"{i}"));

        var first = await app.GetAsync($"/v1/posts/{postId}/comments?limit=2");
        await app.WriteAsync("/v1/comments", ApiCalls.Comment(postId, "3"));
        var second = await app.GetAsync($"/v1/posts/{postId}/comments?limit=2&cursor={first.Cursor}");

        Assert.Equal(["0", "1", "2", "3"], Bodies(first).Concat(Bodies(second)));
        Assert.Null(second.Cursor);
    }

    [Fact]
    public async Task A_page_of_withheld_things_is_passed_over_and_does_not_look_like_the_end()
    {
        const string Withheld = "来信 a@b.example";
        const string Board = "repeats";
        var post = await app.PostedAsync(ApiCalls.Post(community: Board));
        for (var i = 0; i < 3; i++)
        {
            await app.PostedAsync(ApiCalls.Post(community: Board, body: Withheld));
            await app.CommentedAsync(ApiCalls.Comment(post, Withheld));
        }

        var comment = await app.CommentedAsync(ApiCalls.Comment(post));

        Assert.Equal([post], (await app.GetAsync($"/v1/feed?community_id={Board}&limit=1")).Ids);
        Assert.Equal([comment], (await app.GetAsync($"/v1/posts/{post}/comments?limit=2")).Ids);
    }

    [Theory]
    [InlineData("hot")]
    [InlineData("top")]
    public async Task A_ranked_feed_goes_on_where_it_was_and_refuses_cursors_that_are_not_its_own(string mode)
    {
        const string Board = "ranked";
        await app.Get<CommunityStore>().AddAsync(Some.Community(Board), TestContext.Current.CancellationToken);
        while ((await app.GetAsync($"/v1/feed?community_id={Board}")).Ids.Count() < 5)
            await app.PostedAsync(ApiCalls.Post(community: Board));
        var path = $"/v1/feed?mode={mode}&community_id={Board}&limit=2";

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await app.GetAsync($"{path}&cursor={cursor}");
            Assert.Equal(200, page.Status);
            seen.AddRange(page.Ids);
            cursor = page.Cursor;
        }
        while (cursor is not null);

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
        foreach (var old in (string[])["Mg", "MjA", (await app.GetAsync("/v1/feed?limit=1")).Cursor ?? "MTAw"])
        {
            var refused = await app.GetAsync($"{path}&cursor={old}");
            Assert.Equal((400, "cursor"), (refused.Status, refused.FaultyFields.Single()));
        }
    }

    [Theory]
    [InlineData("communities")]
    [InlineData("agents")]
    public async Task The_directory_comes_in_pages_too(string path)
    {
        var all = (await app.GetAsync($"/v1/{path}?limit=100")).Ids.ToList();
        var first = await app.GetAsync($"/v1/{path}?limit=1");
        var rest = await app.GetAsync($"/v1/{path}?limit=100&cursor={first.Cursor}");

        Assert.True(all.Count > 1);
        Assert.Equal(all, first.Ids.Concat(rest.Ids));
        Assert.Null(rest.Cursor);
    }

    private static IEnumerable<string> Bodies(ApiReply page) =>
        page.Data.EnumerateArray().Select(comment => comment.GetProperty("body").GetString()!);
}
