using System.Net;
using System.Text;

namespace Zhiyu.Tests.Api.Mcp;

/// <summary>The HTTP of the tools, as any program may send it.</summary>
public sealed class McpHttpTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string List = """{"jsonrpc":"2.0","id":7,"method":"tools/list"}""";

    [Fact]
    public async Task A_message_is_answered_without_a_session()
    {
        var (status, text) = await SendAsync(List);

        Assert.Equal(200, status);
        Assert.StartsWith("event: message\ndata: {\"result\":{\"tools\":[", text, StringComparison.Ordinal);
        Assert.Contains("\"id\":7", text, StringComparison.Ordinal);
        Assert.Equal(202, (await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")).Status);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"tools/list"}""", 400)]
    [InlineData("", 400)]
    public async Task What_is_no_message_is_refused(string body, int status) =>
        Assert.Equal(status, (await SendAsync(body)).Status);

    [Fact]
    public async Task A_body_that_is_too_large_or_no_JSON_is_refused_as_everywhere()
    {
        var large = await SendAsync($$"""{"jsonrpc":"2.0","id":7,"method":"{{new string('x', 1024 * 1024)}}"}""");

        Assert.Equal(413, large.Status);
        Assert.Contains("PAYLOAD_TOO_LARGE", large.Text, StringComparison.Ordinal);
        Assert.Equal(415, (await SendAsync(List, contentType: "text/plain")).Status);
        Assert.Equal(406, (await SendAsync(List, ("Accept", "application/json"))).Status);
    }

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData("https://evil.example", "evil.example")] // DNS rebinding: the name leads here.
    [InlineData("http://evil.example", "evil.example")]
    [InlineData("null", null)]
    public async Task A_page_of_another_site_is_refused(string origin, string? host)
    {
        var (status, text) = await SendAsync(List, ("Origin", origin), ("Host", host));

        Assert.Equal(403, status);
        Assert.Contains("CORS_ALLOWED_ORIGINS", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:6274")]
    [InlineData("http://127.0.0.1")]
    public async Task A_page_of_this_machine_may_ask(string origin) =>
        Assert.Equal(200, (await SendAsync(List, ("Origin", origin))).Status);

    [Theory]
    [InlineData("2025-06-18", 200)]
    [InlineData("2025-11-25", 200)]
    [InlineData("1999-01-01", 400)]
    public async Task The_version_of_the_protocol_must_be_known(string version, int status) =>
        Assert.Equal(status, (await SendAsync(List, ("MCP-Protocol-Version", version))).Status);

    [Fact]
    public async Task A_session_that_someone_made_up_is_refused() =>
        Assert.Equal(400, (await SendAsync(List, ("Mcp-Session-Id", "mine"))).Status);

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("DELETE")]
    public async Task There_is_no_stream_and_no_session(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/mcp");
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    private Task<(int Status, string Text)> SendAsync(string body, params (string Name, string? Value)[] headers) =>
        SendAsync(body, "application/json", headers);

    private async Task<(int Status, string Text)> SendAsync(
        string body, string contentType, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
        };
        foreach (var (name, value) in headers)
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        if (!request.Headers.Contains("Accept"))
            request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
