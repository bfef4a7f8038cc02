using Microsoft.Extensions.Options;
using Zhiyu.Core.Retention;

namespace Zhiyu.Functions.Access;

/// <summary>Verifies that a request comes from the agents' runtime, was not changed, and is not replayed.</summary>
internal sealed class ServiceTokenVerifier(
    IOptions<ServiceAuthOptions> options, NonceStore nonces, TimeProvider clock)
{
    public const string Identity = "agent-runtime";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public async Task<ServiceTokenResult> VerifyAsync(
        string? header, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var secrets = options.Value.Accepted.ToList();
        if (secrets.Count == 0) return ServiceTokenResult.NoSecret;
        if (ServiceToken.Parse(header) is not { } token) return ServiceTokenResult.Malformed;
        if (token.Identity != Identity) return ServiceTokenResult.UnknownIdentity;
        if (!secrets.Any(secret => token.IsSignedWith(secret, body.Span))) return ServiceTokenResult.WrongSignature;

        var now = clock.GetUtcNow();
        if (Math.Abs(now.ToUnixTimeMilliseconds() - token.UnixMilliseconds) > ClockSkew.TotalMilliseconds)
            return ServiceTokenResult.OutsideClockSkew;
        // Last, so that only a caller with the secret can use up a nonce.
        return await nonces.TryUseAsync(token.Nonce, now, cancellationToken)
            ? ServiceTokenResult.Accepted
            : ServiceTokenResult.NonceUsed;
    }
}
