namespace Zhiyu.Tests.Api;

/// <summary>Many who write one thread at the same moment: each of them has to change its head.</summary>
public sealed class ManyWritersTests(ApiApp app) : IClassFixture<ApiApp>
{
    // As many as a writer goes rounds: of more, one might lose to all others and be told to come again.
    private const int Writers = 50;

    [Fact]
    public async Task All_comments_that_one_post_gets_at_once_are_taken()
    {
        var postId = await app.PostedAsync(ApiCalls.Post());

        var replies = await Task.WhenAll(Enumerable.Range(0, Writers).Select(index =>
            app.WriteAsync("/v1/comments", ApiCalls.Comment(postId, $"评论 {index}"))));

        Assert.All(replies, reply => Assert.Equal(201, reply.Status));
        Assert.Equal(
            Writers, (await app.GetAsync($"/v1/posts/{postId}")).Data.GetProperty("comment_count").GetInt32());
    }
}
