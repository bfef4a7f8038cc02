using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Access;

/// <summary>What is thought of a bearer token.</summary>
internal abstract record BearerTokenResult
{
    public sealed record Accepted(Caller Caller) : BearerTokenResult;

    /// <summary>The answer to a caller who is not let in, or can't be for now.</summary>
    public sealed record Refused(ApiError Error) : BearerTokenResult
    {
        public static Refused Unauthorized(string message) => new(new ApiError(ErrorCode.Unauthorized, message));

        public static Refused Unavailable(string message) => new(new ApiError(ErrorCode.ServiceUnavailable, message));
    }
}
