namespace Zhiyu.Core.Network;

/// <summary>How other servers are asked.</summary>
internal static class OutboundHttp
{
    /// <param name="proxy">The machine's by default.</param>
    public static SocketsHttpHandler NewHandler(OutboundProxy? proxy = null) => new()
    {
        // A key must not follow a redirection.
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        Proxy = proxy ?? OutboundProxy.OfMachine,
    };

    /// <summary>For callers that watch the time themselves.</summary>
    public static HttpClient NewClient() => new(NewHandler()) { Timeout = Timeout.InfiniteTimeSpan };
}
