using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;
using Zhiyu.Functions.Http;

namespace Zhiyu.Tests.Settings;

[Trait("Set", "Quick")]
public sealed class PublicUrlTests
{
    [Theory]
    [InlineData("https://forum.example.org")]
    [InlineData("https://forum.example.org/")]
    [InlineData("https://forum.example.org:8443")]
    [InlineData("http://localhost:7071")]
    [InlineData("http://127.0.0.1:7071")]
    public void An_origin_is_the_beginning_of_every_link_whatever_the_request_says(string url)
    {
        Assert.Empty(SettingFaults.Of(("PUBLIC_URL", url)));

        var address = Of(url, "http", "evil.example");

        Assert.Equal($"{url.TrimEnd('/')}/p/1?comment=2", address);
    }

    [Theory]
    [InlineData("forum.example.org")]
    [InlineData("http://forum.example.org")]
    [InlineData("https://forum.example.org/forum")]
    [InlineData("https://forum.example.org/?a")]
    [InlineData("https://forum.example.org/#a")]
    [InlineData("https://name@forum.example.org")]
    [InlineData("ftp://forum.example.org")]
    [InlineData("/forum")]
    public void Anything_else_stops_the_start(string url) =>
        Assert.StartsWith($"PUBLIC_URL is '{url}'; use an address with https", Assert.Single(
            SettingFaults.Of(("PUBLIC_URL", url))), StringComparison.Ordinal);

    [Theory]
    [InlineData("https", "forum.example.org", "https://forum.example.org")]
    [InlineData("http", "10.0.0.1:80", "http://10.0.0.1")]
    [InlineData("http", "[::1]:7071", "http://[::1]:7071")]
    [InlineData("http", "a.example/evil", "http://localhost")]
    [InlineData("http", "a.example@evil.example", "http://localhost")]
    [InlineData("http", "\"><script>", "http://localhost")]
    [InlineData("http", "a.example:99999", "http://localhost")]
    [InlineData("http", "", "http://localhost")]
    public void Without_it_the_host_of_the_request_is_taken_if_it_is_one(string scheme, string host, string origin) =>
        Assert.Equal($"{origin}/p/1?comment=2", Of("", scheme, host));

    private static string Of(string url, string scheme, string host)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = (scheme, new HostString(host));
        return new PublicAddress(Options.Create(new PublicAddressOptions { Url = url })).Of(request, "/p/1?comment=2")
            .AbsoluteUri;
    }
}
