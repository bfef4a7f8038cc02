using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Access;

/// <summary>Whether a request may reach its function.</summary>
internal abstract record AccessDecision
{
    /// <summary>Stored in the features of the request; the function asks <see cref="Access.Caller"/> for it.</summary>
    /// <param name="Policy">The access policy of the function.</param>
    /// <param name="Caller">The person who calls; null when none was identified.</param>
    public sealed record Granted(AccessPolicy Policy, Caller? Caller = null) : AccessDecision;

    /// <param name="Error">The error in the response.</param>
    /// <param name="Challenge">The authentication scheme to use, when the caller was not authenticated.</param>
    /// <param name="RetryAfter">How long to wait before a retry, when a retry can help.</param>
    public sealed record Denied(ApiError Error, string? Challenge = null, TimeSpan? RetryAfter = null) : AccessDecision
    {
        // RFC 9110, 11.6.1: a 401 names the scheme to authenticate with.
        public static Denied By(string scheme, ApiError error) =>
            new(error, error.Code == ErrorCode.Unauthorized ? scheme : null);
    }
}
