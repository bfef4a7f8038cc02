using System.ClientModel.Primitives;
using Zhiyu.Core.Execution.Llm.Catalog;
using Zhiyu.Core.Network;

namespace Zhiyu.Core.Execution.Llm.OpenAi;

/// <summary>How the libraries reach their servers.</summary>
internal static class WireHttp
{
    /// <param name="proxy">The machine's by default.</param>
    public static HttpClient Open(ModelRoute route, TimeProvider time, OutboundProxy? proxy = null) => new(
        new ProxyNamingHandler(
            proxy ?? OutboundProxy.OfMachine,
            new CompletionHandler(route, time, OutboundHttp.NewHandler(proxy))))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Retries and the deadline are ours, where they are counted.</summary>
    public static TOptions Send<TOptions>(this TOptions options, HttpClient http)
        where TOptions : ClientPipelineOptions
    {
        options.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.Transport = new HttpClientPipelineTransport(http);
        return options;
    }
}
