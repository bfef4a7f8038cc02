using System.ClientModel.Primitives;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Network;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>The HTTP client of a model's server, and the capabilities learned from it.</summary>
internal sealed record WireHttp(HttpClient Client, ModelCapabilities Capabilities)
{
    /// <param name="proxy">The machine's proxy by default.</param>
    public static WireHttp Open(ModelRoute route, TimeProvider time, OutboundProxy? proxy = null)
    {
        var capabilities = new ModelCapabilities(route);
        return new WireHttp(
            new HttpClient(new ProxyNamingHandler(
                proxy ?? OutboundProxy.OfMachine,
                new CompletionHandler(route, capabilities, time, OutboundHttp.NewHandler(proxy))))
            {
                Timeout = Timeout.InfiniteTimeSpan,
            },
            capabilities);
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
