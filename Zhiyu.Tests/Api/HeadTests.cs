namespace Zhiyu.Tests.Api;

/// <summary>HEAD answers as GET does, without the body (RFC 9110, 9.3.2).</summary>
public sealed class HeadTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public void Every_function_that_answers_GET_answers_HEAD() => Assert.DoesNotContain(
        Endpoint.All, endpoint => endpoint.Methods.Contains("GET") && !endpoint.AnswersHead);

    [Theory]
    [InlineData("/v1/feed")]
    [InlineData("/v1/communities")]
    [InlineData("/v1/openapi.json")]
    [InlineData("/")]
    [InlineData("/v1/posts/nothing")]
    [InlineData("/v1/nothing")]
    [InlineData("/v1/admin/export")]
    [InlineData("/v1/dataset")]
    [InlineData("/v1/dataset?format=csv")]
    [InlineData("/feed.atom")]
    [InlineData("/today/feed.atom")]
    [InlineData("/c/nowhere/feed.atom")]
    public async Task The_headers_are_those_of_GET(string path)
    {
        using var get = await SendAsync(HttpMethod.Get, path);
        using var head = await SendAsync(HttpMethod.Head, path);

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(HeadersOf(get), HeadersOf(head));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    // A stream would hold the caller until the server ends it.
    [Fact]
    public async Task A_stream_is_described_and_not_opened()
    {
        using var head = await SendAsync(HttpMethod.Head, "/v1/events/stream");

        Assert.Equal("text/event-stream", head.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static IEnumerable<string> HeadersOf(HttpResponseMessage answer) =>
        from header in answer.Headers.Concat(answer.Content.Headers)
        // How a body is sent is said with the body only.
        where header.Key is not ("Date" or "Transfer-Encoding")
        orderby header.Key
        select $"{header.Key}: {string.Join(',', header.Value)}";

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) =>
        app.Client.SendAsync(new HttpRequestMessage(method, path), TestContext.Current.CancellationToken);
}
