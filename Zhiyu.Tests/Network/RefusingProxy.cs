using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Zhiyu.Tests.Network;

/// <summary>A proxy on a socket of its own that refuses whatever it is asked.</summary>
internal sealed class RefusingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly string _status;
    private readonly Task _serving;

    public RefusingProxy(string status = "403 Forbidden")
    {
        _status = status;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>The first line of each request, as <c>CONNECT example.org:443 HTTP/1.1</c>.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) _ = RefuseAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or InvalidOperationException)
        {
            // Disposed, during a wait or between two.
        }
    }

    private async Task RefuseAsync(TcpClient accepted)
    {
        using var client = accepted;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream);
            if (await reader.ReadLineAsync() is not { } first) return;
            _asked.Enqueue(first);
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {_status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        }
        catch (IOException)
        {
            // The client left.
        }
    }
}
