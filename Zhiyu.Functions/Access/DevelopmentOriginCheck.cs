using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Zhiyu.Functions.Http;

namespace Zhiyu.Functions.Access;

/// <summary>Blocks the pages of other sites from the Development routes, which need no token.</summary>
/// <remarks>
/// Any page can send a POST without a preflight. A page whose host name resolves to this machine (DNS rebinding) has
/// the same origin, so it can read the response.
/// </remarks>
internal sealed class DevelopmentOriginCheck(IOptions<DevelopmentOptions> options)
{
    /// <returns>Null for a request from a page or a program of this machine.</returns>
    public ApiError? RefusalOf(HttpRequest request)
    {
        if (!IsOwn(request.Host.Host)) return Refusal($"the host '{request.Host.Host}'");
        if (request.Headers.Origin.FirstOrDefault(origin => !IsOwnOrigin(origin)) is { } origin)
            return Refusal($"the origin '{origin}'");
        return request.Headers["Sec-Fetch-Site"] == "cross-site" ? Refusal("another site") : null;
    }

    private static ApiError Refusal(string what) => new(
        ErrorCode.Forbidden,
        $"Development routes are only for this machine, but the request came from {what}. If it is yours, add its name "
        + $"to {DevelopmentOptions.Setting}.");

    private bool IsOwnOrigin(string? origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address) && IsOwn(address.Host);

    private bool IsOwn(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
        || options.Value.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase);
}
