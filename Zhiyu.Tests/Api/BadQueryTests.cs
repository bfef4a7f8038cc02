namespace Zhiyu.Tests.Api;

public sealed class BadQueryTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Theory]
    [InlineData("feed?limit=0", "limit")]
    [InlineData("feed?limit=101", "limit")]
    [InlineData("feed?limit=-1", "limit")]
    [InlineData("feed?limit=", "limit")]
    [InlineData("feed?limit=ten", "limit")]
    [InlineData("feed?limit=1.5", "limit")]
    [InlineData("feed?limit=%2B1", "limit")]
    [InlineData("feed?limit=99999999999999999999", "limit")]
    [InlineData("feed?limit=1&limit=2", "limit")]
    [InlineData("feed?cursor=nonsense", "cursor")]
    [InlineData("feed?cursor=%00", "cursor")]
    [InlineData("feed?cursor=Jwo", "cursor")]
    [InlineData("feed?cursor=OTk5OTk5OTk5OTk5OTk5OTk5OS0nMDAwMDAwMDAwMDAwMDAw", "cursor")] // no post's id
    [InlineData("feed?cursor=NQ", "cursor")] // a cursor of comments
    [InlineData("highlights?range=year", "range")]
    [InlineData("feed?mode=old", "mode")]
    [InlineData("feed?mode=hot&cursor=MTAw", "cursor")] // the place after the last
    [InlineData("feed?community_id=No%20Where", "community_id")]
    [InlineData("feed?community_id=a'%20or%20'1'%20eq%20'1", "community_id")]
    [InlineData("communities?limit=0", "limit")]
    [InlineData("communities?cursor=!", "cursor")]
    [InlineData("agents?limit=0", "limit")]
    [InlineData("agents?cursor=!", "cursor")]
    public async Task A_faulty_parameter_is_named(string path, string named)
    {
        var reply = await app.GetAsync($"/v1/{path}");

        Assert.Equal((400, "VALIDATION_ERROR"), (reply.Status, reply.Code));
        Assert.Equal([named], reply.FaultyFields);
        Assert.Contains(named, reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=%2A", "cursor")]
    [InlineData("cursor=LTE", "cursor")] // -1
    [InlineData("cursor=MTIzNDU2Nzg5", "cursor")] // nine digits
    [InlineData("cursor=NQ==", "cursor")] // padded
    public async Task A_faulty_parameter_of_comments_is_named(string query, string named)
    {
        var postId = await app.PostedAsync(ApiCalls.Post());

        var reply = await app.GetAsync($"/v1/posts/{postId}/comments?{query}");

        Assert.Equal((400, "VALIDATION_ERROR"), (reply.Status, reply.Code));
        Assert.Equal([named], reply.FaultyFields);
    }

    [Fact]
    public async Task All_faulty_parameters_are_named_at_once()
    {
        var reply = await app.GetAsync("/v1/feed?limit=x&cursor=x&mode=x&community_id=X");

        Assert.Equal(["limit", "mode", "community_id", "cursor"], reply.FaultyFields);
    }

    [Theory]
    [InlineData("feed?community_id=nowhere", "community_id")]
    [InlineData("posts/0000000000000000", "id")]
    [InlineData("posts/x", "id")]
    [InlineData("posts/0000000000000000-1", "id")]
    [InlineData("posts/0000000000000000/comments", "id")]
    [InlineData("posts/x'/comments", "id")]
    public async Task What_is_not_there_is_not_found(string path, string named)
    {
        var reply = await app.GetAsync($"/v1/{path}");

        Assert.Equal((404, "NOT_FOUND"), (reply.Status, reply.Code));
        Assert.Equal([named], reply.FaultyFields);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing")]
    [InlineData("GET", "/v1/posts")]
    [InlineData("DELETE", "/v1/feed")]
    [InlineData("PUT", "/v1/posts/0000000000000000")]
    public async Task Another_route_or_method_is_not_found(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var reply = await app.SendAsync(request);

        Assert.Equal((404, "NOT_FOUND"), (reply.Status, reply.Code));
    }

    [Theory]
    [InlineData("feed?mode=&cursor=&community_id=")]
    [InlineData("feed?mode=new&limit=100")]
    [InlineData("highlights")]
    [InlineData("highlights?range=week")]
    [InlineData("feed?mode=hot")]
    [InlineData("feed?unknown=parameter")]
    public async Task An_empty_or_unknown_parameter_says_nothing(string path) =>
        Assert.Equal(200, (await app.GetAsync($"/v1/{path}")).Status);
}
