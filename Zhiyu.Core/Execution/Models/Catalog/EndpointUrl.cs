using System.Text.RegularExpressions;
using Zhiyu.Core.Settings;

namespace Zhiyu.Core.Execution.Models.Catalog;

/// <summary>Normalizes and validates the addresses of model servers as users write them.</summary>
internal static partial class EndpointUrl
{
    private const string Completions = "/chat/completions";

    // Paths of other OpenAI calls that users may append to the base URL by mistake.
    private static readonly string[] OtherCalls = ["/completions", "/responses", "/embeddings", "/chat"];

    /// <summary>
    /// The base URL; the address of <c>/chat/completions</c> is reduced to the base URL of its server.
    /// </summary>
    public static string Normalize(string url)
    {
        var text = url.Trim().TrimEnd('/');
        return text.EndsWith(Completions, StringComparison.OrdinalIgnoreCase)
            ? text[..^Completions.Length].TrimEnd('/')
            : text;
    }

    /// <summary>Whether both mean the same server, even if they are spelled differently.</summary>
    public static bool AreSame(string one, string other) =>
        Uri.TryCreate(Normalize(one), UriKind.Absolute, out var first)
        && Uri.TryCreate(Normalize(other), UriKind.Absolute, out var second)
            ? first == second
            : one == other;

    /// <summary>Its host; empty when it is no address.</summary>
    public static string HostOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.IdnHost.ToLowerInvariant() : "";

    /// <summary>Why the URL cannot be used, to be read after the name of its setting; null when it can.</summary>
    /// <param name="url">Normalized.</param>
    /// <param name="example">A working example.</param>
    /// <param name="ofProvider">The provider's own rule, with a message of the same form.</param>
    public static string? FaultOf(string url, string example, Func<Uri, string?> ofProvider)
    {
        var shown = $"'{EscapedText.Of(UserInfo().Replace(url, "//…@"))}'";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return BareIpv6().IsMatch(url)
                ? $"{shown} is not an http or https address: an IPv6 address needs brackets, like "
                    + "http://[::1]:11434/v1."
                : $"{shown} is not an http or https address; use one like {example}.";
        if (address.UserInfo.Length > 0)
            return $"{shown} has a user name or password in it; leave them out, and give the key by its own setting.";
        if (ofProvider(address) is { } fault) return $"{shown} {fault}";
        if (address.Query.Length > 0)
            return $"{shown} has a query, which can't be kept; use one like {example}.";
        if (address.Fragment.Length > 0)
            return $"{shown} has a fragment, which can't be kept; use one like {example}.";
        return OtherCalls.FirstOrDefault(call => url.EndsWith(call, StringComparison.OrdinalIgnoreCase)) is { } other
            ? $"{shown} ends in {other}, which is not asked; use the address before it, up to the version."
            : null;
    }

    [GeneratedRegex("//[^/?#]*@")]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"\Ahttps?://[^/\[\]]*:[^/\[\]]*:", RegexOptions.IgnoreCase)]
    private static partial Regex BareIpv6();
}
