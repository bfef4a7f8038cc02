using System.ClientModel.Primitives;
using Zhiyu.Core.Execution.Llm.Catalog;

namespace Zhiyu.Core.Execution.Llm.OpenAi;

/// <summary>How the libraries reach their servers.</summary>
internal static class WireHttp
{
    public static HttpClient Open(ModelRoute route, TimeProvider time) => new(
        new CompletionHandler(route, time, new SocketsHttpHandler
        {
            // A key must not follow a redirection.
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }))
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
