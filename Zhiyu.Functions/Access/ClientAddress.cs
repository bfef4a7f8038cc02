using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Zhiyu.Functions.Access;

/// <summary>Finds the address that a request comes from.</summary>
internal static class ClientAddress
{
    /// <summary>
    /// Null for this machine: behind the platform's proxy every request comes from it, and headers can be forged.
    /// </summary>
    public static string? Of(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => null,
        var address when IPAddress.IsLoopback(address) => null,
        { IsIPv4MappedToIPv6: true } address => $"{address.MapToIPv4()}",
        // A client with one IPv6 address can use every address of its /64 network.
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
