using Azure.Core.Pipeline;
using Zhiyu.Core.Network;

namespace Zhiyu.Core.Storage;

/// <summary>
/// The HTTP transport of all storage clients. The SDK's own transport reads the proxy settings itself, and would use
/// the proxy for local addresses too.
/// </summary>
internal static class StorageTransport
{
    /// <summary>Shared like the SDK's own transport, so that connections are pooled.</summary>
    public static HttpPipelineTransport Shared { get; } = new HttpClientTransport(OutboundHttp.NewClient());
}
