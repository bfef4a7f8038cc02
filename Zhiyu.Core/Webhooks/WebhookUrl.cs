using System.Net;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Network;

namespace Zhiyu.Core.Webhooks;

/// <summary>Decides which addresses webhooks may call.</summary>
public sealed class WebhookUrl(IOptions<WebhookOptions> options)
{
    public const int MaxLength = 2_048;

    // Other services listen on most other ports, and would be asked by us.
    private static readonly int[] Ports = [443, 8443];

    /// <summary>Why the address can't be called, without the field's name; null when it can.</summary>
    /// <remarks>
    /// A name is resolved and checked when it is called, each time. A number in any form (decimal, octal, hexadecimal)
    /// is an IP address here, because <see cref="Uri"/> reads it as one.
    /// </remarks>
    public string? FaultOf(string url)
    {
        if (url.Length > MaxLength) return $"must have at most {MaxLength} characters";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps
                || (options.Value.AllowPrivate && address.Scheme == Uri.UriSchemeHttp)))
            return "must be an absolute https address";
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return "must have no user, password or fragment";
        if (options.Value.AllowPrivate) return null;
        if (!Ports.Contains(address.Port)) return $"must have port {string.Join(" or ", Ports)}";
        return IPAddress.TryParse(address.IdnHost, out var ip) && !PublicInternet.Includes(ip)
            ? "must have a public address"
            : null;
    }

    /// <summary>Whether all addresses of a host may be called.</summary>
    internal bool MayCall(IReadOnlyCollection<IPAddress> addresses) =>
        options.Value.AllowPrivate || addresses.All(PublicInternet.Includes);
}
