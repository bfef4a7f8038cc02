using Microsoft.AspNetCore.Http;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Access;

/// <summary>Whether a request may go on to its function.</summary>
internal abstract record AccessDecision
{
    /// <summary>Kept with the request, for its function.</summary>
    /// <param name="Policy">By which policy of the function.</param>
    /// <param name="Caller">Who calls; null where nobody has to say and nobody did.</param>
    /// <param name="Body">What was signed, where the agents' runtime calls.</param>
    public sealed record Granted(
        AccessPolicy Policy, Caller? Caller = null, ReadOnlyMemory<byte> Body = default) : AccessDecision
    {
        /// <exception cref="InvalidOperationException">The request got in by none of these policies.</exception>
        public static Granted To(HttpRequest request, params ReadOnlySpan<AccessPolicy> policies) =>
            request.HttpContext.Features.Get<Granted>() is { } granted && policies.Contains(granted.Policy)
                ? granted
                : throw new InvalidOperationException("A function is for others than its [Access] attribute says.");
    }

    /// <param name="Error">What the caller is told.</param>
    /// <param name="Challenge">The scheme that they have to use, where they were not recognised.</param>
    /// <param name="RetryAfter">When to try again, where that helps.</param>
    public sealed record Refused(ApiError Error, string? Challenge = null, TimeSpan? RetryAfter = null) : AccessDecision
    {
        // RFC 9110, 11.6.1: a 401 says how to do better.
        public static Refused By(string scheme, ApiError error) =>
            new(error, error.Code == ErrorCode.Unauthorized ? scheme : null);
    }
}
