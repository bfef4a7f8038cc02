using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Access;

/// <summary>Where a request comes from, as far as this can be known.</summary>
internal static class ClientAddress
{
    /// <summary>
    /// Null for this machine: behind the platform's front that is everybody, and what headers say can be made up.
    /// </summary>
    public static string? Of(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => null,
        var address when IPAddress.IsLoopback(address) => null,
        { IsIPv4MappedToIPv6: true } address => $"{address.MapToIPv4()}",
        // Whoever has one address of IPv6 has the 64 bits of its network to choose from.
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"{new IPNetwork(NetworkOf(address), 64)}",
        var address => $"{address}",
    };

    private static IPAddress NetworkOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
