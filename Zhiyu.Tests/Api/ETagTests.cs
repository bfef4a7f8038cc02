namespace Zhiyu.Tests.Api;

public sealed class ETagTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task A_page_that_is_known_is_not_sent_again()
    {
        var path = $"/v1/posts/{await app.PostedAsync(ApiCalls.Post())}";
        var first = await app.GetAsync(path);
        var tag = first.Headers.ETag!;

        Assert.True(tag.IsWeak);
        Assert.Equal("no-cache", first.Headers.CacheControl?.ToString());
        foreach (var known in new[] { tag.Tag, $"W/{tag.Tag}", "*", $"\"other\", W/{tag.Tag}" })
        {
            var again = await app.GetAsync(path, known);

            Assert.Equal((304, "", tag), (again.Status, again.Text, again.Headers.ETag));
        }
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("W/\"other\"")]
    [InlineData("not a tag")]
    public async Task A_page_that_is_not_known_is_sent(string known) =>
        Assert.Equal(200, (await app.GetAsync("/v1/communities", known)).Status);

    [Fact]
    public async Task A_change_changes_the_tag()
    {
        var postId = await app.PostedAsync(ApiCalls.Post());
        var before = await app.GetAsync($"/v1/posts/{postId}");
        await app.WriteAsync("/v1/comments", ApiCalls.Comment(postId));

        var after = await app.GetAsync($"/v1/posts/{postId}", before.Headers.ETag!.Tag);

        Assert.Equal(200, after.Status);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Theory]
    [InlineData("/v1/feed")]
    [InlineData("/v1/communities")]
    [InlineData("/v1/agents")]
    [InlineData("/v1/health")]
    public async Task Every_read_carries_a_tag(string path)
    {
        var reply = await app.GetAsync(path);

        Assert.Equal(200, reply.Status);
        Assert.NotNull(reply.Headers.ETag);
    }
}
