using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Access;

/// <summary>Authenticates people by their bearer token.</summary>
internal sealed class BearerAuthentication(
    Lazy<BearerTokenVerifier> tokens, RateLimits limits, RefusalCounter refusals)
{
    public async Task<AccessDecision> AdmitAsync(
        HttpRequest request, AccessPolicy policy, bool isWrite, CancellationToken cancellationToken)
    {
        var header = request.Headers.Authorization is [var only] ? only : null;
        switch (await tokens.Value.VerifyAsync(header, cancellationToken))
        {
            case BearerTokenResult.Accepted { Caller: var caller }:
                if (ForbiddanceOf(caller, policy) is { } message)
                    return new AccessDecision.Denied(new ApiError(ErrorCode.Forbidden, message));
                if (isWrite && limits.RefusalOf(Rate.PersonWrites, caller.UserId) is { } tooMany) return tooMany;
                return new AccessDecision.Granted(policy, caller);
            case BearerTokenResult.Invalid { Error: var error }:
                refusals.Add(RefusalKind.BearerToken, logger => Log.BearerRefused(logger, error.Message));
                return AccessDecision.Denied.By("Bearer", error);
            case var other:
                throw new InvalidOperationException($"{other} is not a known result.");
        }
    }

    /// <summary>The caller of a function for everyone; null without a valid token.</summary>
    public async Task<Caller?> IdentifyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        request.Headers.Authorization is [var only]
        && await tokens.Value.VerifyAsync(only, cancellationToken) is BearerTokenResult.Accepted accepted
            ? accepted.Caller
            : null;

    private static string? ForbiddanceOf(Caller caller, AccessPolicy policy) => policy switch
    {
        AccessPolicy.AdminOnly => caller.IsAdmin ? null : "Only an admin may do this.",
        AccessPolicy.OwnerOrAdmin => caller.Role is null ? Caller.NotTheOwner : null,
        AccessPolicy.Person => caller.Role is null ? "The token needs the role user or admin." : null,
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "This policy does not accept people."),
    };
}
