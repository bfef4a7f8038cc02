using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Zhiyu.Tests.Api;

namespace Zhiyu.Tests.Web;

/// <summary>How the page's files go over the wire.</summary>
public sealed partial class WebAnswerTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/govern/review", HttpStatusCode.OK)]
    [InlineData("/p/06h0ab14k8yhkgh0", HttpStatusCode.NotFound)]
    [InlineData("/no/such/page", HttpStatusCode.NotFound)]
    public async Task Every_address_is_the_page_also_where_nothing_is(string path, HttpStatusCode status)
    {
        using var response = await app.Client.GetAsync(path, Token);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-cache", response.Headers.CacheControl!.ToString());
        Assert.Contains("<div id=\"root\">", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_is_known_is_not_sent_again()
    {
        using var first = await app.Client.GetAsync("/today", Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/today");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var again = await app.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_and_compressed_for_who_asks()
    {
        var script = AssetForm.Match(await app.Client.GetStringAsync("/", Token)).Groups[1].Value;
        using var plain = await app.Client.GetAsync(script, Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, script);
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");

        using var compressed = await app.Client.SendAsync(request, Token);

        Assert.Equal("public, max-age=31536000, immutable", plain.Headers.CacheControl!.ToString());
        Assert.Equal("text/javascript; charset=utf-8", plain.Content.Headers.ContentType!.ToString());
        Assert.Equal(["br"], compressed.Content.Headers.ContentEncoding);
        Assert.NotEqual(plain.Headers.ETag, compressed.Headers.ETag);
        await using var brotli = new BrotliStream(
            await compressed.Content.ReadAsStreamAsync(Token), CompressionMode.Decompress);
        using var reader = new StreamReader(brotli);
        Assert.Equal(await plain.Content.ReadAsStringAsync(Token), await reader.ReadToEndAsync(Token));
    }

    [Theory]
    [InlineData("/assets/gone-12345678.js")]
    [InlineData("/assets/../../host.json")]
    [InlineData("/assets/..%2f..%2fhost.json")]
    public async Task A_file_that_is_not_of_the_page_is_not_found(string path)
    {
        // As it is: a Uri would resolve the dots.
        var uri = new Uri(app.Client.BaseAddress + path[1..], new UriCreationOptions
        {
            DangerousDisablePathAndQueryCanonicalization = true,
        });
        using var response = await app.Client.GetAsync(uri, Token);

        var body = await response.Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain("extensions", body, StringComparison.Ordinal);
        Assert.True(
            response.StatusCode == HttpStatusCode.NotFound
            || response.Content.Headers.ContentType!.MediaType == "text/html");
    }

    [Fact]
    public async Task What_is_unknown_to_the_API_is_not_a_page()
    {
        var reply = await app.GetAsync("/v1/no/such/thing");

        Assert.Equal((404, "NOT_FOUND"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task The_policy_lets_nothing_in_from_elsewhere_and_nothing_inline()
    {
        using var response = await app.Client.GetAsync("/", Token);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        var html = await response.Content.ReadAsStringAsync(Token);

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            policy);
        Assert.DoesNotMatch(
            "(src|href)=\"(?!/)", html.Replace("rel=\"canonical\" href=", "", StringComparison.Ordinal));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [GeneratedRegex("src=\"(/assets/[^\"]+[.]js)\"")]
    private static partial Regex AssetForm { get; }
}
