using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Access;

/// <summary>The result of verifying a service token.</summary>
internal enum ServiceTokenResult
{
    Accepted,
    NoSecret,
    Malformed,
    UnknownIdentity,
    WrongSignature,
    OutsideClockSkew,
    NonceUsed,
}

internal static class TokenVerdicts
{
    /// <summary>The error for the response.</summary>
    public static ApiError Describe(this ServiceTokenResult verdict) => verdict switch
    {
        ServiceTokenResult.NoSecret => new ApiError(
            ErrorCode.ServiceUnavailable, $"Writes are off until {ServiceAuthOptions.SecretSetting} is set."),
        ServiceTokenResult.Malformed => Unauthorized(
            $"{ServiceToken.Header} must be identity:unix_ms:nonce:signature, with the signature in lower-case hex."),
        ServiceTokenResult.UnknownIdentity =>
            Unauthorized($"{ServiceToken.Header} names an identity that may not write."),
        ServiceTokenResult.WrongSignature => Unauthorized($"{ServiceToken.Header} is not signed for this body."),
        ServiceTokenResult.OutsideClockSkew =>
            Unauthorized($"{ServiceToken.Header} has a time that is more than 5 minutes off; check the clock."),
        ServiceTokenResult.NonceUsed =>
            Unauthorized($"{ServiceToken.Header} was already used; sign each request with a new nonce."),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "An accepted token has no error."),
    };

    private static ApiError Unauthorized(string message) => new(ErrorCode.Unauthorized, message);
}
