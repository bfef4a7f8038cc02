using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Zhiyu.Core.Settings;

namespace Zhiyu.Functions.Http;

/// <summary>The address under which people reach the forum, for links that are read elsewhere.</summary>
public sealed partial class PublicAddress(IOptions<PublicAddressOptions> options)
{
    private static readonly Uri Unnamed = new("http://localhost/");

    /// <summary>The absolute address of a path of ours; without the setting, at the host of the request.</summary>
    /// <param name="path">It begins with a slash, and may have a query.</param>
    public Uri Of(HttpRequest request, string path) =>
        options.Value.Of(path) ?? new Uri(OriginOf(request), path);

    // A caller can send any host. Only the form of a name or an IP address gets into links, and nothing is cached under
    // a host here; HTTP caches use the host as part of their key.
    private static Uri OriginOf(HttpRequest request) =>
        request.Host.Value is { } host && HostForm.IsMatch(host)
        && Uri.TryCreate($"{request.Scheme}://{host}/", UriKind.Absolute, out var origin)
            ? origin
            : Unnamed;

    [GeneratedRegex(
        @"\A(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HostForm { get; }
}
