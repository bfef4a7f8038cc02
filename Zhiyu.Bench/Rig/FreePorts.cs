using System.Net;
using System.Net.Sockets;

namespace Zhiyu.Bench.Rig;

/// <summary>Ports of 127.0.0.1 that nobody listens on at the moment.</summary>
/// <remarks>
/// Below those that systems hand out for connections: a client that calls a server which was killed could be given the
/// server's own port to call from, reach itself, and keep the port from the server's successor.
/// </remarks>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int Count = 10_000;

    private static int _next = Environment.ProcessId * 37 % Count;

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
                // Somebody's.
            }
        }
    }
}
