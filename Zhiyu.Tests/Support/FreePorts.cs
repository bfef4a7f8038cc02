using System.Net;
using System.Net.Sockets;
using Zhiyu.LocalHost.Azurite;

namespace Zhiyu.Tests.Support;

/// <summary>Ports of 127.0.0.1 that are free at the moment.</summary>
internal static class FreePorts
{
    public static AzuritePorts ForAzurite()
    {
        var ports = Take(3);
        return new AzuritePorts(ports[0], ports[1], ports[2]);
    }

    public static int[] Take(int count)
    {
        // All are held until the last is known: the system may hand out a released port again at once.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
