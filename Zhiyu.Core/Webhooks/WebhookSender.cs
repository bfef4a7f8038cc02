using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Zhiyu.Core.Webhooks;

/// <summary>Finds the addresses of a host.</summary>
public delegate Task<IPAddress[]> HostAddresses(string host, CancellationToken cancellationToken);

/// <summary>Sends messages to webhooks, and only to addresses that were checked.</summary>
/// <remarks>
/// The host is resolved once for each connection, all its addresses are checked, and the connection goes to one of
/// them: a name that has another address at the next question gains nothing. A proxy would resolve the name itself, so
/// none is used. TLS still checks the certificate of the host's name.
/// </remarks>
public sealed class WebhookSender : IDisposable
{
    private const int IgnoredBytes = 1_024;

    private static readonly ProductInfoHeaderValue Agent = new("Zhiyu-Webhooks", "1");

    private readonly HttpClient _client;
    private readonly WebhookUrl _urls;
    private readonly HostAddresses _resolve;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;

    public WebhookSender(
        WebhookUrl urls, HostAddresses resolve, IOptions<WebhookOptions> options, TimeProvider clock)
    {
        (_urls, _resolve, _timeout, _clock) = (urls, resolve, options.Value.Timeout, clock);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            // What we trace is not the receiver's business.
            ActivityHeadersPropagator = null,
            MaxResponseDrainSize = IgnoredBytes,
            // A name that moved is asked for soon.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends a message once. A fault of the receiver is a result.</summary>
    public async Task<WebhookResponse> SendAsync(
        Webhook webhook, string messageId, byte[] body, CancellationToken cancellationToken)
    {
        // Settings may have changed since it was stored.
        if (_urls.FaultOf(webhook.Url) is not null) return WebhookResponse.Refused;
        var now = _clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Add(WebhookSignature.IdHeader, messageId);
        request.Headers.Add(
            WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            WebhookSignature.SignatureHeader, WebhookSignature.Of(webhook.SecretsAt(now), messageId, now, body));

        using var timeout = new CancellationTokenSource(_timeout, _clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            return WebhookResponse.Of(response.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return WebhookResponse.TimedOut;
        }
        catch (HttpRequestException fault) when (!cancellationToken.IsCancellationRequested)
        {
            return fault.InnerException is ForbiddenAddressException
                ? WebhookResponse.Refused
                : WebhookResponse.Unreachable(fault.HttpRequestError);
        }
    }

    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellationToken);
        if (!_urls.MayCall(addresses)) throw new ForbiddenAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class ForbiddenAddressException() : Exception("The host has an address that is not public.");
}
