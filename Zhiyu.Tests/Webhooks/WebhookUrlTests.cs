using Microsoft.Extensions.Options;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Tests.Webhooks;

[Trait("Set", "Quick")]
public sealed class WebhookUrlTests
{
    private static readonly WebhookUrl Urls = new(Options.Create(new WebhookOptions()));

    [Theory]
    [InlineData("https://2130706433/", "a public address")]
    [InlineData("https://0x7f000001/", "a public address")]
    [InlineData("https://0x7f.1/", "a public address")]
    [InlineData("https://0177.0.0.1/", "a public address")]
    [InlineData("https://017700000001/", "a public address")]
    [InlineData("https://127.1/", "a public address")]
    [InlineData("https://0.0.0.0/", "a public address")]
    [InlineData("https://0/", "a public address")]
    [InlineData("https://１２７.０.０.１/", "a public address")]
    [InlineData("https://[::1]/", "a public address")]
    [InlineData("https://[::ffff:127.0.0.1]/", "a public address")]
    [InlineData("https://[::ffff:7f00:1]/", "a public address")]
    [InlineData("https://[::]/", "a public address")]
    [InlineData("https://[64:ff9b::7f00:1]/", "a public address")]
    [InlineData("https://[2002:7f00:1::]/", "a public address")]
    [InlineData("https://[fe80::1]/", "a public address")]
    [InlineData("https://169.254.169.254/latest", "a public address")]
    [InlineData("https://10.1.2.3:8443/", "a public address")]
    [InlineData("http://hooks.example/", "https")]
    [InlineData("ftp://hooks.example/", "https")]
    [InlineData("file:///etc/passwd", "https")]
    [InlineData("/relative", "https")]
    [InlineData("https://", "https")]
    [InlineData("https://hooks.example:22/", "port")]
    [InlineData("https://user:word@hooks.example/", "no user")]
    [InlineData("https://hooks.example/#part", "fragment")]
    public void An_address_that_must_not_be_called_is_refused(string url, string fault) =>
        Assert.Contains(fault, Urls.FaultOf(url), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://hooks.example/zhiyu?key=1")]
    [InlineData("https://hooks.example:8443/")]
    [InlineData("https://1.1.1.1/")]
    [InlineData("https://例子.example/")]
    public void Any_other_is_taken(string url) => Assert.Null(Urls.FaultOf(url));

    [Fact]
    public void An_address_is_not_endless() =>
        Assert.NotNull(Urls.FaultOf($"https://hooks.example/{new string('a', WebhookUrl.MaxLength)}"));

    [Theory]
    [InlineData("http://127.0.0.1:7072/")]
    [InlineData("https://localhost/")]
    public void In_development_private_addresses_can_be_allowed(string url) =>
        Assert.Null(new WebhookUrl(Options.Create(new WebhookOptions { AllowPrivate = true })).FaultOf(url));
}
