using Zhiyu.Core.Execution.Models.Calls;
using Zhiyu.Core.Network;

namespace Zhiyu.Core.Execution.Models.OpenAi;

/// <summary>Names the proxy in faults that may be its own.</summary>
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

    // Through a tunnel comes what the server says; without one, anything may be the proxy's.
    private static bool MayBeTheProxys(LlmException fault, Uri server) =>
        server.Scheme == Uri.UriSchemeHttp || fault.InnerException is HttpRequestException or IOException;
}
