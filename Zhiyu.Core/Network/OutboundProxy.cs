using System.Net;
using System.Net.Sockets;

namespace Zhiyu.Core.Network;

/// <summary>Uses the proxy of the machine's settings, but never for local addresses.</summary>
/// <remarks>
/// Company laptops often set <c>HTTP_PROXY</c> without <c>NO_PROXY</c>, and a proxy would look for 127.0.0.1 on its own
/// machine. Link-local addresses are excluded too, because clouds serve identity tokens there.
/// </remarks>
/// <param name="machine">The proxy settings of the machine.</param>
internal sealed class OutboundProxy(IWebProxy machine) : IWebProxy
{
    /// <summary>The proxy of HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, or of the system's settings.</summary>
    public static OutboundProxy OfMachine { get; } = new(HttpClient.DefaultProxy);

    public ICredentials? Credentials
    {
        get => machine.Credentials;
        set => machine.Credentials = value;
    }

    /// <summary>Also applies to clients that libraries create.</summary>
    public static void UseEverywhere() => HttpClient.DefaultProxy = OfMachine;

    public Uri? GetProxy(Uri destination) => IsLocal(destination) ? null : machine.GetProxy(destination);

    public bool IsBypassed(Uri host) => IsLocal(host) || machine.IsBypassed(host);

    /// <summary>Advice about the proxy for an error message; null when no proxy is used.</summary>
    public string? AdviceFor(Uri destination)
    {
        if (IsBypassed(destination) || GetProxy(destination) is not { } proxy) return null;
        // Without user and password, which the address may contain.
        var name = proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        return $"It was asked through the proxy {name}, which HTTP_PROXY, HTTPS_PROXY or ALL_PROXY name: see that it "
            + $"lets {destination.Host} be reached, or add {destination.Host} to NO_PROXY.";
    }

    private static bool IsLocal(Uri address) =>
        address.IsLoopback
        || (IPAddress.TryParse(address.DnsSafeHost, out var ip)
            ? IsLocal(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip)
            : address.Host.TrimEnd('.') is var host && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)));

    private static bool IsLocal(IPAddress ip) =>
        IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) || ip.IsIPv6LinkLocal
        || (ip.AddressFamily == AddressFamily.InterNetwork && ip.GetAddressBytes() is [169, 254, ..]);
}
