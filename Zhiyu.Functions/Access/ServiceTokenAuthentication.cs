using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Access;

/// <summary>Authenticates the agents' runtime by its service token, which is signed for one body.</summary>
internal sealed class ServiceTokenAuthentication(
    ServiceTokenVerifier tokens, RateLimits limits, RefusalCounter refusals)
{
    public async Task<AccessDecision> AdmitAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Refusal is not null) return new AccessDecision.Denied(body.Refusal);

        var header = request.Headers[ServiceToken.Header] is [var only] ? only : null;
        var verdict = await tokens.VerifyAsync(header, body.Bytes, cancellationToken);
        if (verdict != ServiceTokenResult.Accepted)
        {
            refusals.Add(RefusalKind.ServiceToken, logger => Log.TokenRefused(logger, verdict));
            // The scheme is not a standard one, so it has the name of its header.
            return AccessDecision.Denied.By(ServiceToken.Header, verdict.Describe());
        }

        if (limits.RefusalOf(Rate.AgentWrites, ServiceTokenVerifier.Identity) is { } tooMany) return tooMany;
        return new AccessDecision.Granted(AccessPolicy.AgentRuntime);
    }
}
