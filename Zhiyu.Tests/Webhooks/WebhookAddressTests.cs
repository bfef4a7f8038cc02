using System.Net;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Webhooks;

namespace Zhiyu.Tests.Webhooks;

/// <summary>What is called is what was checked.</summary>
public sealed class WebhookAddressTests : IAsyncLifetime
{
    private WebhookReceiver _receiver = null!;
    private int _asked;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _receiver = await WebhookReceiver.StartAsync(TimeProvider.System, Token);

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("10.0.0.7")]
    [InlineData("169.254.169.254")]
    [InlineData("8.8.8.8", "127.0.0.1")]
    public async Task A_name_with_an_address_that_is_not_public_is_not_called(params string[] addresses)
    {
        using var sender = Sender(allowPrivate: false, addresses);

        var response = await SendAsync(sender, "https://rebinding.example:8443/");

        Assert.Equal(WebhookResponse.Refused, response);
        Assert.Equal(1, _asked);
    }

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("http://8.8.8.8/")]
    public async Task An_address_that_was_stored_before_is_checked_again(string url)
    {
        using var sender = Sender(allowPrivate: false);

        Assert.Equal(WebhookResponse.Refused, await SendAsync(sender, url));
    }

    // A name whose second answer would be another address is not asked a second time: neither by us nor by a proxy.
    [Fact]
    public async Task The_connection_goes_to_the_address_that_was_checked_under_the_hosts_own_name()
    {
        using var sender = Sender(allowPrivate: true, "127.0.0.1");

        var response = await SendAsync(sender, $"http://rebinding.example:{_receiver.Port}/hook");

        Assert.Equal(200, response.Status);
        Assert.Equal(1, _asked);
        Assert.Equal($"rebinding.example:{_receiver.Port}/hook", Assert.Single(_receiver.All).Target);
    }

    [Fact]
    public async Task A_name_that_no_server_knows_is_a_fault_of_the_receiver()
    {
        using var sender = new WebhookSender(
            new WebhookUrl(Options.Create(new WebhookOptions())),
            (_, _) => throw new System.Net.Sockets.SocketException(11001),
            Options.Create(new WebhookOptions()),
            TimeProvider.System);

        var response = await SendAsync(sender, "https://nowhere.example/");

        Assert.Null(response.Status);
        Assert.NotNull(response.Error);
    }

    private static Task<WebhookResponse> SendAsync(WebhookSender sender, string url) =>
        sender.SendAsync(SomeWebhook.Of("owner", url), "msg_1", [1], Token);

    // The second answer is always this machine.
    private WebhookSender Sender(bool allowPrivate, params string[] first)
    {
        var options = Options.Create(new WebhookOptions { AllowPrivate = allowPrivate });
        return new WebhookSender(
            new WebhookUrl(options),
            (_, _) => Task.FromResult(
                Interlocked.Increment(ref _asked) == 1 && first.Length > 0
                    ? first.Select(IPAddress.Parse).ToArray()
                    : [IPAddress.Loopback]),
            options,
            TimeProvider.System);
    }
}
