using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Access;

/// <summary>The result of verifying a bearer token.</summary>
internal abstract record BearerTokenResult
{
    public sealed record Accepted(Caller Caller) : BearerTokenResult;

    /// <summary>The token is not valid, or can't be verified at the moment.</summary>
    public sealed record Invalid(ApiError Error) : BearerTokenResult
    {
        public static Invalid Unauthorized(string message) => new(new ApiError(ErrorCode.Unauthorized, message));

        public static Invalid Unavailable(string message) => new(new ApiError(ErrorCode.ServiceUnavailable, message));
    }
}
