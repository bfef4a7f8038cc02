using System.Net;
using System.Net.Sockets;
using Zhiyu.LocalHost.Azurite;

namespace Zhiyu.Bench.Rig;

/// <summary>Finds free ports of 127.0.0.1.</summary>
/// <remarks>
/// Uses ports below the ephemeral range. Otherwise a client that calls a killed server could get the server's port as
/// its own source port, connect to itself, and block the port for the next server.
/// </remarks>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int Count = 10_000;

    private static int _next = Environment.ProcessId * 37 % Count;

    public static AzuritePorts ForAzurite()
    {
        var ports = Take(3);
        return new AzuritePorts(ports[0], ports[1], ports[2]);
    }

    public static int[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => TakeOne())];

    private static int TakeOne()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // The port is in use.
            }
        }
    }
}
