using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Zhiyu.Core.Communities;
using Zhiyu.Core.Tables;
using Zhiyu.Functions.Security;
using Zhiyu.Tests.Support;

namespace Zhiyu.Tests.Api.Security;

public sealed class SecurityHeadersTests(AzuriteFixture azurite)
{
    private const string Expected = """
        Content-Security-Policy: default-src 'none'; frame-ancestors 'none'
        Cross-Origin-Opener-Policy: same-origin
        Cross-Origin-Resource-Policy: same-origin
        Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
        Referrer-Policy: no-referrer
        X-Content-Type-Options: nosniff
        X-Frame-Options: DENY
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_answer_has_them()
    {
        await using var app = await StartAsync();
        (string Method, string Path, int Status)[] cases =
        [
            ("GET", "/v1/health", 200),
            ("OPTIONS", "/v1/feed", 204),
            ("GET", "/v1/feed?limit=0", 400),
            ("GET", "/v1/admin/poison", 401),
            ("GET", "/v1/posts/none", 404),
            ("GET", "/v1/nowhere", 404),
            ("DELETE", "/v1/feed", 404),
            ("POST", "/v1/posts", 415),
            ("GET", "/v1/communities", 500),
            ("POST", "/nowhere", 404),
        ];

        foreach (var (method, path, status) in cases)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var response = await app.Client.SendAsync(request, Token);

            Assert.Equal($"{method} {path} {status}\n{Expected}", $"{method} {path} {Shown(response)}");
        }
    }

    [Fact]
    public async Task An_answer_that_is_known_already_has_them()
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/health");
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");

        using var response = await app.Client.SendAsync(request, Token);

        Assert.Equal($"304\n{Expected}", Shown(response));
    }

    [Theory]
    [InlineData("https", "max-age=31536000")]
    [InlineData("http", null)]
    public async Task Only_an_answer_over_https_asks_for_https_from_now_on(string scheme, string? expected)
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/health");
        request.Headers.Add(RequestTricks.Scheme, scheme);

        using var response = await app.Client.SendAsync(request, Token);

        var told = response.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null;
        Assert.Equal(expected, told);
    }

    [Fact]
    public void A_page_keeps_the_policy_that_it_chose()
    {
        var http = new DefaultHttpContext();
        http.Response.Headers.ContentSecurityPolicy = ContentSecurity.Page;

        SecurityHeaders.Set(http);

        Assert.Equal(ContentSecurity.Page, http.Response.Headers.ContentSecurityPolicy);
    }

    private static string Shown(HttpResponseMessage response) => string.Join('\n', response.Headers
        .Where(header => Expected.Contains($"{header.Key}:", StringComparison.Ordinal))
        .Select(header => $"{header.Key}: {string.Join(" | ", header.Value)}")
        .Order(StringComparer.Ordinal)
        .Prepend($"{(int)response.StatusCode}"));

    private Task<RunningApp> StartAsync()
    {
        var broken = Substitute.For<ITable>();
        broken.RangeAsync<Community>(Arg.Any<KeyRange>(), Arg.Any<int?>(), Arg.Any<CancellationToken>())
            .Returns(Task.FromException<IReadOnlyList<Stored<Community>>>(new InvalidOperationException("the inside")));
        return RunningApp.StartAsync(azurite.NewAccount(), new() { ["JWT_SECRET"] = ApiApp.JwtSecret }, services =>
            services
                .AddSingleton<IStartupFilter>(new RequestTricks())
                .AddSingleton(new CommunityStore(new OneTable(broken))));
    }
}
