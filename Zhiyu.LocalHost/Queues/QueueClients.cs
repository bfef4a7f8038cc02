using Azure.Core.Pipeline;
using Azure.Storage.Queues;

namespace Zhiyu.LocalHost.Queues;

/// <summary>Creates queue clients. Local queues are reached without the proxy of HTTP_PROXY.</summary>
internal static class QueueClients
{
    private static readonly HttpClientTransport Direct = new(
        new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            // The queue client has its own timeouts.
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
