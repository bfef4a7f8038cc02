using System.Net;
using System.Net.Sockets;

namespace Zhiyu.Core.Network;

/// <summary>Tells the addresses of the public internet from all others.</summary>
/// <remarks>
/// By IANA's registries of special-purpose addresses, in 2026. An IPv6 address that contains an IPv4 address of its
/// target (6to4, Teredo, NAT64) is never public, because a gateway would lead behind the check.
/// </remarks>
internal static class PublicInternet
{
    private static readonly IPNetwork[] Special4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // The platform's own address inside of Azure: it looks public, and answers every machine there.
            "168.63.129.16/32",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    // All public IPv6 addresses are in here,
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    // but for these: Teredo, benchmarks and other protocols; documentation; 6to4.
    private static readonly IPNetwork[] Special6 =
    [
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(text => IPNetwork.Parse(text)),
    ];

    public static bool Includes(IPAddress address)
    {
        var ip = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return ip.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Special4.Any(network => network.Contains(ip)),
            // A scope is of a link-local address only.
            AddressFamily.InterNetworkV6 => ip.ScopeId == 0 && Global6.Contains(ip)
                && !Special6.Any(network => network.Contains(ip)),
            _ => false,
        };
    }
}
