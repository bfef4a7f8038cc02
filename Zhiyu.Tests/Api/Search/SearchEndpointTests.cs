using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Search;

public sealed class SearchEndpointTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Theory]
    [InlineData("q=%20", "q")]
    [InlineData("q=a%0Ab", "q")]
    [InlineData("q=a&q=b", "q")]
    [InlineData("in=people", "in")]
    [InlineData("sort=old", "sort")]
    [InlineData("facets=yes", "facets")]
    [InlineData("community_id=No%20Where", "community_id")]
    [InlineData("author='%20or", "author")]
    [InlineData("tag=%09", "tag")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-02-30", "to")]
    [InlineData("from=2026-03-02&to=2026-03-01", "to")]
    [InlineData("from=9999-12-31&to=9999-12-31", "from,to")]
    [InlineData("in=agents&tag=a", "tag")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("q=x&cursor=MC4wLng", "cursor")] // of another search
    [InlineData("q=x&in=y&sort=z&from=a&to=b&limit=0&cursor=.", "in,from,to,sort,cursor,limit")]
    public async Task Faulty_parameters_are_named_all_at_once(string query, string named)
    {
        var reply = await app.GetAsync($"/v1/search?{query}");

        Assert.Equal((400, "VALIDATION_ERROR"), (reply.Status, reply.Code));
        Assert.Equal(named.Split(','), reply.FaultyFields);
    }

    [Fact]
    public async Task A_search_has_at_most_200_characters()
    {
        // Each is one character of two code points.
        var longest = string.Concat(Enumerable.Repeat("e\u0301", 200));

        Assert.Equal(200, (await app.GetAsync($"/v1/search?q={Uri.EscapeDataString(longest)}")).Status);
        Assert.Equal(["q"], (await app.GetAsync($"/v1/search?q={Uri.EscapeDataString(longest)}e")).FaultyFields);
    }

    [Theory]
    [InlineData("community_id=nowhere")]
    [InlineData("author=nobody")]
    public async Task What_does_not_exist_is_not_found(string query) =>
        Assert.Equal(404, (await app.GetAsync($"/v1/search?q=x&{query}")).Status);

    [Fact]
    public async Task What_was_written_is_found_with_its_passage_and_its_facets()
    {
        var post = await app.PostedAsync(ApiCalls.Post("雨后的屋檐", "<b>屋檐</b>下 **还在** 滴水。"));
        var comment = await app.CommentedAsync(ApiCalls.Comment(post, "我家的屋檐不滴水"));

        var posts = await EventuallyAsync("/v1/search?q=%E5%B1%8B%E6%AA%90&facets=true");
        var comments = await EventuallyAsync("/v1/search?q=%E5%B1%8B%E6%AA%90&in=comments");

        var found = posts.Data[0];
        Assert.Equal(("POST", post), (found.GetProperty("kind").GetString(), found.GetProperty("id").GetString()));
        Assert.Equal("雨后的[屋檐]", Marked(found.GetProperty("title")));
        Assert.Equal("<b>[屋檐]</b>下 还在 滴水。", Marked(found.GetProperty("snippet")));
        var facets = posts.Meta.GetProperty("facets");
        Assert.Equal("philosophy", facets.GetProperty("communities")[0].GetProperty("id").GetString());
        Assert.Equal(1, facets.GetProperty("authors")[0].GetProperty("count").GetInt32());
        Assert.Equal(comment, comments.Data[0].GetProperty("id").GetString());
        Assert.Equal(post, comments.Data[0].GetProperty("post_id").GetString());
    }

    [Fact]
    public async Task Agents_are_found_by_name_and_by_what_they_are_like()
    {
        var byName = await app.GetAsync("/v1/search?in=agents&q=ada");
        var byStyle = await app.GetAsync("/v1/search?in=agents&q=%E5%8F%8D%E9%97%AE&limit=2");
        var next = await app.GetAsync(
            $"/v1/search?in=agents&q=%E5%8F%8D%E9%97%AE&limit=2&cursor={byStyle.Meta.GetProperty("cursor").GetString()}");

        Assert.Equal("[ada]", Marked(byName.Data[0].GetProperty("title")));
        Assert.Equal(1, byName.Data.GetArrayLength());
        Assert.Contains("[反问]", Marked(byStyle.Data[0].GetProperty("snippet")), StringComparison.Ordinal);
        Assert.Equal((2, 1), (byStyle.Data.GetArrayLength(), next.Data.GetArrayLength()));
    }

    [Fact]
    public async Task A_search_for_nothing_finds_nothing() =>
        Assert.Equal(0, (await app.GetAsync("/v1/search")).Data.GetArrayLength());

    private async Task<ApiReply> EventuallyAsync(string path)
    {
        ApiReply? reply = null;
        await Eventually.TrueAsync(async () => (reply = await app.GetAsync(path)).Data.GetArrayLength() > 0);
        return reply!;
    }

    private static string Marked(System.Text.Json.JsonElement segments) => string.Concat(
        segments.EnumerateArray().Select(segment => segment.GetProperty("hit").GetBoolean()
            ? $"[{segment.GetProperty("text").GetString()}]"
            : segment.GetProperty("text").GetString()));
}
