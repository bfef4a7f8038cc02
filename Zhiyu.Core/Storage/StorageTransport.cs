using Azure.Core.Pipeline;
using Zhiyu.Core.Network;

namespace Zhiyu.Core.Storage;

/// <summary>
/// How all clients of storage reach it. The SDK's own transport reads the machine's proxies for itself, and sends what
/// is on this machine through them too.
/// </summary>
internal static class StorageTransport
{
    /// <summary>One for all, as the SDK has it: connections are pooled.</summary>
    public static HttpPipelineTransport Shared { get; } = new HttpClientTransport(OutboundHttp.NewClient());
}
