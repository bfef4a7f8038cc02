using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Network;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>Adds a hint about the proxy to faults that it may have caused.</summary>
internal sealed class ProxyNamingHandler(OutboundProxy proxy, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (LlmException fault) when (MayBeTheProxys(fault, request.RequestUri!))
        {
            fault.Advice = proxy.AdviceFor(request.RequestUri!);
            throw;
        }
    }

    // With https, responses come from the server itself; with plain http, any response may come from the proxy.
    private static bool MayBeTheProxys(LlmException fault, Uri server) =>
        server.Scheme == Uri.UriSchemeHttp || fault.InnerException is HttpRequestException or IOException;
}
