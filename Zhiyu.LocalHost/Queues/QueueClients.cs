using Azure.Core.Pipeline;
using Azure.Storage.Queues;

namespace Zhiyu.LocalHost.Queues;

/// <summary>
/// Opens queues; those of this machine without the proxy that HTTP_PROXY may name, which is for the outside.
/// </summary>
internal static class QueueClients
{
    private static readonly HttpClientTransport Direct = new(
        new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            // The client of the queue watches the time itself.
            Timeout = Timeout.InfiniteTimeSpan,
        });

    public static QueueClient Open(string connectionString, string name)
    {
        var queue = new QueueClient(connectionString, name);
        return queue.Uri.IsLoopback
            ? new QueueClient(connectionString, name, new QueueClientOptions { Transport = Direct })
            : queue;
    }
}
