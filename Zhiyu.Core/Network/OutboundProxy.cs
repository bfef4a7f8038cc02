using System.Net;
using System.Net.Sockets;

namespace Zhiyu.Core.Network;

/// <summary>The proxy that the machine's settings name, and never for what is on the machine itself.</summary>
/// <remarks>
/// Company laptops set <c>HTTP_PROXY</c> and leave <c>NO_PROXY</c> out. A proxy looks for 127.0.0.1 on its own machine.
/// Addresses of the link stay out of it too: there clouds answer for identities.
/// </remarks>
/// <param name="machine">What the machine's settings say.</param>
internal sealed class OutboundProxy(IWebProxy machine) : IWebProxy
{
    /// <summary>By HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, or where the system keeps such settings.</summary>
    public static OutboundProxy OfMachine { get; } = new(HttpClient.DefaultProxy);

    public ICredentials? Credentials
    {
        get => machine.Credentials;
        set => machine.Credentials = value;
    }

    /// <summary>For the clients that libraries make themselves as well.</summary>
    public static void UseEverywhere() => HttpClient.DefaultProxy = OfMachine;

    public Uri? GetProxy(Uri destination) => IsNear(destination) ? null : machine.GetProxy(destination);

    public bool IsBypassed(Uri host) => IsNear(host) || machine.IsBypassed(host);

    /// <summary>What a fault has to say of the proxy on the way; null where there is none.</summary>
    public string? AdviceFor(Uri destination)
    {
        if (IsBypassed(destination) || GetProxy(destination) is not { } proxy) return null;
        // Without the user and password that may stand in it.
        var name = proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        return $"It was asked through the proxy {name}, which HTTP_PROXY, HTTPS_PROXY or ALL_PROXY name: see that it "
            + $"lets {destination.Host} be reached, or add {destination.Host} to NO_PROXY.";
    }

    private static bool IsNear(Uri address) =>
        address.IsLoopback
        || (IPAddress.TryParse(address.DnsSafeHost, out var ip)
            ? IsNear(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip)
            : address.Host.TrimEnd('.') is var host && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)));

    private static bool IsNear(IPAddress ip) =>
        IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) || ip.IsIPv6LinkLocal
        || (ip.AddressFamily == AddressFamily.InterNetwork && ip.GetAddressBytes() is [169, 254, ..]);
}
