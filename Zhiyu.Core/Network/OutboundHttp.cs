namespace Zhiyu.Core.Network;

/// <summary>Creates HTTP clients for other servers.</summary>
internal static class OutboundHttp
{
    /// <param name="proxy">The proxy of the machine by default.</param>
    public static SocketsHttpHandler NewHandler(OutboundProxy? proxy = null) => new()
    {
        // An API key must not be sent to the target of a redirect.
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        Proxy = proxy ?? OutboundProxy.OfMachine,
    };

    /// <summary>For callers with their own timeouts.</summary>
    public static HttpClient NewClient() => new(NewHandler()) { Timeout = Timeout.InfiniteTimeSpan };
}
