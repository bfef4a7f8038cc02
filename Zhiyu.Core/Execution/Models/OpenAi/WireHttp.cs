using System.ClientModel.Primitives;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Network;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>The HTTP client of a model's server, and the capabilities learned from it.</summary>
internal sealed record WireHttp(HttpClient Client, ModelCapabilities Capabilities, PendingCalls Calls)
{
    /// <param name="proxy">The machine's proxy by default.</param>
    /// <param name="host">Whose switch for reasoning the server has; the host of its address by default.</param>
    public static WireHttp Open(
        ModelRoute route, TimeProvider time, OutboundProxy? proxy = null, string? host = null)
    {
        var (capabilities, calls) = (new ModelCapabilities(route, host), new PendingCalls());
        return new WireHttp(
            new HttpClient(new ProxyNamingHandler(
                proxy ?? OutboundProxy.OfMachine,
                new CompletionHandler(route, capabilities, calls, time, OutboundHttp.NewHandler(proxy))))
            {
                Timeout = Timeout.InfiniteTimeSpan,
            },
            capabilities,
            calls);
    }

    /// <summary>
    /// Configures a library's client to use this HTTP client. Retries and the deadline are our own, where they are
    /// accounted.
    /// </summary>
    public TOptions Configure<TOptions>(TOptions options) where TOptions : ClientPipelineOptions
    {
        options.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.Transport = new HttpClientPipelineTransport(Client);
        return options;
    }
}
