using Microsoft.Extensions.Options;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Security;

public sealed class CrossOriginTests(AzuriteFixture azurite)
{
    private const string Ours = "https://forum.example.org";

    [Theory]
    [InlineData(Ours)]
    [InlineData($"http://localhost:5173, {Ours}")]
    public async Task A_page_of_a_listed_origin_may_call(string allowed)
    {
        await using var app = await StartAsync(allowed);

        var preflight = await AskAsync(app, HttpMethod.Options, "/v1/agents/ada/config", Ours);
        Assert.Equal(preflight, await AskAsync(app, HttpMethod.Options, "/mcp", Ours));
        var read = await AskAsync(app, HttpMethod.Get, "/v1/feed", Ours);
        var refused = await AskAsync(app, HttpMethod.Get, "/v1/admin/poison", Ours);

        Assert.Equal(
            """
            204
            Access-Control-Allow-Headers: Authorization,Content-Type,If-None-Match,Last-Event-ID,X-Service-Token,MCP-Protocol-Version,Mcp-Method,Mcp-Name
            Access-Control-Allow-Methods: GET,POST,PUT,PATCH
            Access-Control-Allow-Origin: https://forum.example.org
            Access-Control-Max-Age: 600
            Vary: Origin
            """,
            preflight);
        Assert.Equal(
            """
            200
            Access-Control-Allow-Origin: https://forum.example.org
            Access-Control-Expose-Headers: ETag,Retry-After
            Vary: Accept-Encoding,Origin
            """,
            read);
        Assert.StartsWith($"503\nAccess-Control-Allow-Origin: {Ours}\n", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example.org")]
    [InlineData("http://forum.example.org")]
    [InlineData("https://forum.example.org:444")]
    [InlineData("https://forum.example.org.evil.example")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_page_of_another_origin_is_told_nothing(string? origin)
    {
        await using var app = await StartAsync(Ours);

        Assert.Equal("204\nVary: Origin", await AskAsync(app, HttpMethod.Options, "/v1/posts", origin));
        Assert.Equal("200\nVary: Accept-Encoding,Origin", await AskAsync(app, HttpMethod.Get, "/v1/feed", origin));
    }

    [Fact]
    public async Task Without_a_list_there_is_no_other_origin()
    {
        await using var app = await StartAsync("");

        Assert.Equal("204", await AskAsync(app, HttpMethod.Options, "/v1/posts", Ours));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("null")]
    [InlineData("forum.example.org")]
    [InlineData("https://*.example.org")]
    [InlineData("https://forum.example.org/")]
    [InlineData("https://forum.example.org/page")]
    [InlineData("https://Forum.example.org")]
    [InlineData("https://forum.example.org:443")]
    [InlineData("ftp://forum.example.org")]
    public async Task What_no_browser_sends_as_an_origin_does_not_start(string origin)
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync($"{Ours}, {origin}"));

        Assert.Equal(
            $"CORS_ALLOWED_ORIGINS has '{origin}', which is not an origin; use one like https://forum.example.org, "
            + "without a path or a wildcard.",
            Assert.Single(fault.Failures));
    }

    private Task<RunningApp> StartAsync(string allowed) =>
        RunningApp.StartAsync(azurite.NewAccount(), new() { ["CORS_ALLOWED_ORIGINS"] = allowed });

    /// <summary>The status, and what the answer says of origins.</summary>
    private static async Task<string> AskAsync(RunningApp app, HttpMethod method, string path, string? origin)
    {
        using var request = new HttpRequestMessage(method, path);
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options) request.Headers.Add("Access-Control-Request-Method", "PATCH");
        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return string.Join('\n', response.Headers
            .Where(header => header.Key == "Vary" || header.Key.StartsWith("Access", StringComparison.Ordinal))
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
            .Order(StringComparer.Ordinal)
            .Prepend($"{(int)response.StatusCode}"));
    }
}
