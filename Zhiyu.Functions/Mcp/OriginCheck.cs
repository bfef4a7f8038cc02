using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;
using Zhiyu.Functions.Http;
using Zhiyu.Functions.Security;

namespace Zhiyu.Functions.Mcp;

/// <summary>
/// Blocks the pages of other sites, as the protocol asks: also those whose name resolves to this server (DNS
/// rebinding). The request's own host proves nothing, so it is not compared.
/// </summary>
internal sealed class OriginCheck(IOptions<PublicAddressOptions> address, IOptions<CrossOriginOptions> others)
{
    private readonly HashSet<string> _known =
    [
        .. others.Value.Origins,
        .. address.Value.Origin is { } own ? [own.GetLeftPart(UriPartial.Authority)] : (string[])[],
    ];

    /// <returns>Null for a program, which sends no origin, and for a known page.</returns>
    public ApiError? RefusalOf(HttpRequest request) =>
        request.Headers.Origin.FirstOrDefault(origin => !IsKnown(origin)) is { } foreign
            ? new ApiError(
                ErrorCode.Forbidden,
                $"Pages of '{foreign}' may not use the tools. If it is yours, add it to {CrossOriginOptions.Setting}.")
            : null;

    private bool IsKnown(string? origin) =>
        origin is not null
        && (_known.Contains(origin) || (Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && page is { IsLoopback: true, Scheme: "http" or "https" }));
}
