using System.ClientModel.Primitives;
using Zhiyu.Core.Execution.Models.Catalog;
using Zhiyu.Core.Network;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>How the libraries reach a model at its server, and what was found out of it there.</summary>
internal sealed record WireHttp(HttpClient Client, ModelCapabilities Traits)
{
    /// <param name="proxy">The machine's by default.</param>
    public static WireHttp Open(ModelRoute route, TimeProvider time, OutboundProxy? proxy = null)
    {
        var traits = new ModelCapabilities(route);
        return new WireHttp(
            new HttpClient(new ProxyNamingHandler(
                proxy ?? OutboundProxy.OfMachine,
                new CompletionHandler(route, traits, time, OutboundHttp.NewHandler(proxy))))
            {
                Timeout = Timeout.InfiniteTimeSpan,
            },
            traits);
    }

    /// <summary>Retries and the deadline are ours, where they are counted.</summary>
    public TOptions Send<TOptions>(TOptions options) where TOptions : ClientPipelineOptions
    {
        options.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.Transport = new HttpClientPipelineTransport(Client);
        return options;
    }
}
